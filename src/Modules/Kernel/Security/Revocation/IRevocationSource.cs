namespace Monolith.Kernel.Security.Revocation;

/// <summary>Where log-outs are kept: the Auth module's database, or, in another process, the Auth module.</summary>
public interface IRevocationSource
{
    /// <summary>Lists log-outs.</summary>
    /// <param name="since">By the source's clock; null for all whose tokens have not expired.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RevocationSourceException">The source cannot answer.</exception>
    Task<RevocationList> ListAsync(DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>Whether one session was logged out, or does not exist.</summary>
    /// <exception cref="RevocationSourceException">The source cannot answer.</exception>
    Task<bool> IsRevokedAsync(Guid sessionId, CancellationToken cancellationToken);
}
