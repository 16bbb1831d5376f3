using Monolith.Strangler.Cutover.History;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>What is left to do when the rows are there: the indexes that were put off, and a line for the history.</summary>
public sealed class CopyCompletion(CutoverPair pair)
{
    /// <param name="said">Told of each statement. Rows of its table wait meanwhile, at the receiver.</param>
    /// <param name="cancellationToken">The caller's; running it again goes on.</param>
    /// <exception cref="CutoverException">Another controller is at work, or has begun a switch meanwhile.</exception>
    public async Task RunAsync(Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        await using var alone = await ControllerLock.TakeAsync(pair.Names, pair.Both, cancellationToken);
        await new DeferredIndexes(pair.Own, pair.Names).MakeAsync(said, cancellationToken);
        var owner = await new PreparedOwner(pair).FindAsync(cancellationToken);
        await pair.HistoryOf(pair.At(owner)).AppendAsync(HistoryStep.Following, cancellationToken);
    }
}
