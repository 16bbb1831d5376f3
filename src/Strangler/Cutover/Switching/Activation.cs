using System.Diagnostics;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>What comes by itself once the data is ceded: the baton arrives, and makes its receiver the owner.</summary>
internal sealed class Activation(CutoverPair pair, TimeSpan patience)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    // How often it is looked whether the baton can still arrive.
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <exception cref="CutoverException">It has not come in time, or can never come.</exception>
    public async Task AwaitAsync(Place taker, long epoch, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(patience, cancellationToken);
        try
        {
            await limit.EndAsync(token => FollowAsync(taker, epoch, token).WaitAsync(token), $"{pair.At(taker).Description} has not taken it");
        }
        catch (TimeoutException e)
        {
            throw new CutoverException(
                $"{pair.Names.Schema} was ceded at epoch {epoch}, and {e.Message}. Nobody can write until it does; its server log says what holds up the subscription. Resume when it is mended: this cannot be aborted.", e);
        }
    }

    private async Task FollowAsync(Place taker, long epoch, CancellationToken cancellationToken)
    {
        var ownership = pair.OwnershipOf(pair.At(taker));
        var looked = Stopwatch.GetTimestamp();
        while (await ownership.ReadAsync(cancellationToken) is not { State: OwnershipState.Owner } row || row.Epoch < epoch)
        {
            if (Stopwatch.GetElapsedTime(looked) > LookPause)
            {
                looked = Stopwatch.GetTimestamp();
                if (await LostBaton.FindAsync(pair, await Standing.ReadAsync(pair, cancellationToken), cancellationToken) is { } lost)
                {
                    throw new CutoverException(lost);
                }
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }
}
