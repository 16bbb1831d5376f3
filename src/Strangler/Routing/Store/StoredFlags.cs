namespace Monolith.Strangler.Routing.Store;

/// <summary>The newest version in the store.</summary>
/// <param name="Version">0 when the store is empty.</param>
/// <param name="Hash">Of its ledger entry; empty when the store is empty.</param>
/// <param name="Document">Null when the caller already has this version, or the store is empty.</param>
internal sealed record StoredFlags(long Version, string Hash, string? Document)
{
    public static readonly StoredFlags None = new(0, "", Document: null);
}
