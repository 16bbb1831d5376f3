using Monolith.Strangler.Cutover.History;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>What is left to do when the rows are there: the indexes that were put off, and a line for the history.</summary>
public sealed class CopyCompletion(CutoverPair pair)
{
    /// <summary>To be run when every row is copied, or later. What is written meanwhile may wait for a table's index, at the receiver.</summary>
    /// <param name="said">Told of each statement.</param>
    /// <param name="cancellationToken">The caller's; running it again goes on.</param>
    /// <exception cref="CutoverException">Another controller is at work.</exception>
    public async Task MakeIndexesAsync(Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        await new DeferredIndexes(pair.Own, pair.Names).MakeIndexesAsync(said, cancellationToken);
    }

    /// <summary>To be run when the receiver follows: the rest, and the line.</summary>
    /// <param name="said">Told of each statement.</param>
    /// <param name="cancellationToken">The caller's; running it again goes on.</param>
    /// <exception cref="CutoverException">Another controller is at work, or has begun a switch meanwhile.</exception>
    public async Task EndAsync(Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        await new DeferredIndexes(pair.Own, pair.Names).MakeAllAsync(said, cancellationToken);
        var owner = await new PreparedOwner(pair).FindAsync(cancellationToken);
        await pair.HistoryOf(pair.At(owner)).AppendAsync(HistoryStep.Following, cancellationToken);
    }
}
