namespace Monolith.Strangler.Cutover.Verification;

/// <summary>A row that is not the same on both sides. Only its key is told: the other values may be personal.</summary>
/// <param name="Table">In the module's schema.</param>
/// <param name="Key">One value per column of the key, in words.</param>
/// <param name="Kind">What is wrong with it, seen from the owner.</param>
public sealed record RowDifference(string Table, IReadOnlyList<string> Key, DifferenceKind Kind);
