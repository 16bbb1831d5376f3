namespace Monolith.Strangler.Cutover.Verification;

/// <summary>The rows whose keys lie behind one and up to another.</summary>
/// <param name="After">Not itself among them; null: from the first.</param>
/// <param name="UpTo">The last of them; null: to the end.</param>
internal sealed record KeyRange(RowKey? After, RowKey? UpTo);
