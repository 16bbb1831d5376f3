namespace Monolith.Strangler.Cutover.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Owner">The side that was right by definition.</param>
/// <param name="Tables">Each table, and how much of it was compared.</param>
/// <param name="Differences">At most <see cref="VerificationSettings.MostNamed"/>.</param>
/// <param name="MoreSuspects">Rows that differed each time they were looked at, beyond those named.</param>
/// <param name="Unfinished">Why the question stays open; null when it was answered.</param>
public sealed record VerificationReport(
    Place Owner, IReadOnlyList<TableVerification> Tables, IReadOnlyList<RowDifference> Differences, int MoreSuspects, string? Unfinished)
{
    /// <summary>Both sides hold the same rows.</summary>
    public bool IsEqual => Differences.Count == 0 && MoreSuspects == 0 && Unfinished is null;
}
