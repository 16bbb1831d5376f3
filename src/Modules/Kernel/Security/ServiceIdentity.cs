namespace Monolith.Kernel.Security;

/// <summary>A calling service whose token was verified.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Permission">The one request its token allows, <c>module.Request</c>.</param>
public sealed record ServiceIdentity(string Service, string Permission)
{
    /// <summary>The token's own id (<c>jti</c>, RFC 7519, 4.1.7): what tells a second use of it from the first.</summary>
    public Guid TokenId { get; init; }

    /// <summary>The one process that the token is for; null for any of the service's.</summary>
    public string? Instance { get; init; }
}
