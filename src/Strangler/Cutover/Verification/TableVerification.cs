namespace Monolith.Strangler.Cutover.Verification;

/// <summary>What was compared of a table.</summary>
/// <param name="Table">In the module's schema.</param>
/// <param name="Rows">How many, as the owner counts.</param>
/// <param name="NotCompared">What was left out and why; null when nothing was.</param>
/// <param name="IsLeftOut">No row of it was compared.</param>
public sealed record TableVerification(string Table, long Rows, string? NotCompared, bool IsLeftOut);
