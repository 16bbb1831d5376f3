namespace Monolith.Kernel.Security.Bearer;

/// <summary>The public keys with which this process checks access tokens. The Auth module has them; elsewhere they come from its JWKS document.</summary>
public interface ITokenKeys
{
    /// <summary>Finds a key among those known, asking for newer ones at most every 2 s when it is not.</summary>
    /// <param name="keyId">A well-formed <c>kid</c>, as the sender claims it.</param>
    /// <param name="cancellationToken">Ends the wait, not the refresh that others may wait for as well.</param>
    ValueTask<TokenKeyLookup> FindAsync(string keyId, CancellationToken cancellationToken);
}
