namespace Monolith.Kernel.Security;

/// <summary>Short-lived tokens by which one process proves to another which service it is.</summary>
public interface IServiceTokens
{
    /// <summary>This process's service name, for example <c>monolith</c> or <c>favorites</c>.</summary>
    string Self { get; }

    /// <summary>A compact JWS (ES256) that lives 60 s: issuer and subject this service, audience the target, one permission, an id of its own.</summary>
    /// <param name="audience">The service that will check it.</param>
    /// <param name="permission">The one request it allows, <c>module.Request</c>.</param>
    /// <param name="instance">The one process of that service that is meant, as it names itself; null for any. A command needs it.</param>
    string Issue(string audience, string permission, string? instance = null);

    /// <summary>Checks signature, issuer's key, audience (this service), times and algorithm. Not whether the token was used before: a query may be.</summary>
    /// <returns>Who calls and what the token allows; null when it is not valid for any reason (which is logged, not told).</returns>
    ServiceIdentity? Verify(string token);
}
