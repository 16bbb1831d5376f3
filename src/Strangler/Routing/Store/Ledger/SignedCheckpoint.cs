namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>As it is kept and exported.</summary>
/// <param name="Version">See <see cref="Checkpoint"/>.</param>
/// <param name="Hash">See <see cref="Checkpoint"/>.</param>
/// <param name="At">See <see cref="Checkpoint"/>.</param>
/// <param name="Signature">HMAC-SHA-256 by the host that saw it, which alone can tell a forged one; hexadecimal.</param>
internal sealed record SignedCheckpoint(long Version, string Hash, DateTimeOffset At, string Signature);
