using Monolith.Strangler.Cutover.History;

namespace Monolith.Strangler.Cutover.Verification;

/// <summary>Whether anybody has looked that the two databases hold the same rows, before one of them takes over.</summary>
public static class LastVerification
{
    private const int Looked = 100;

    /// <param name="pair">The module's two databases.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>When they were last compared and were the same, by the owner's clock; null where that was never, or before the last copy or switch.</returns>
    public static async Task<DateTimeOffset?> FindAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        var history = await new HistoryReader(pair).ReadAsync(Looked, cancellationToken);
        var last = history.Entries.FirstOrDefault(
            e => e.Step is HistoryStep.Verified or HistoryStep.Replicating or HistoryStep.Emptied or HistoryStep.Activated or HistoryStep.Reclaimed);
        return last is { Step: HistoryStep.Verified } ? last.At : null;
    }
}
