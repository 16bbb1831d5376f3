namespace Monolith.Strangler.Cutover.Verification;

/// <summary>What one side says of a range.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Sum">Of the hashes of the rows, as the server writes it: the order of rows does not matter.</param>
internal readonly record struct RangeDigest(long Rows, string Sum);
