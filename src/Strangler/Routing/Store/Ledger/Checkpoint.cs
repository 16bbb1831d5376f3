namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>A version and its hash, kept away from the ledger: a chain alone shows neither a tail that was cut off nor a ledger that was written anew.</summary>
/// <param name="Version">That was seen.</param>
/// <param name="Hash">It had.</param>
/// <param name="At">When this host saw it.</param>
internal sealed record Checkpoint(long Version, string Hash, DateTimeOffset At);
