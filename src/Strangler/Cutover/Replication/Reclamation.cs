using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Makes the database that ceded the data its owner again where the baton was lost on its way. Never a second one: the other database is cut off from every
/// stream first, and then has to say that it did not take the baton. It must be the one that the switch went to, which has the switch's marker; one that was
/// restored from before the switch, or made in its place, knows nothing of what the lost one did.
/// </summary>
internal sealed class Reclamation(CutoverPair pair)
{
    /// <summary>Does nothing where no baton is on its way, or it may still arrive.</summary>
    /// <exception cref="CutoverException">The other database has taken the baton, or may have; the owner is who it was.</exception>
    public async Task RunAsync(Action<string> said, CancellationToken cancellationToken)
    {
        if (await pair.OwnershipOf(pair.Monolith).ReadAsync(cancellationToken) is not { } monolith || await pair.OwnershipOf(pair.Own).ReadAsync(cancellationToken) is not { } own)
        {
            return;
        }

        var standing = new Standing(monolith, own);
        if (await LostBaton.FindAsync(pair, standing, cancellationToken) is null)
        {
            return;
        }

        var (giver, taker, epoch) = (pair.At(standing.Giver), pair.At(standing.Taker), standing.Of(standing.Giver).Epoch);
        said($"Giving {pair.Module} back to {giver.Description}, which ceded it at epoch {epoch}: that can never arrive in {taker.Description}");
        await CheckAsync(taker, epoch, cancellationToken);
        // A worker may have had the baton in hand when its sender's slot was lost. It has ended when its subscription is gone.
        await pair.StreamTo(taker.Place).RemoveAsync(cancellationToken);
        await pair.StreamFrom(taker.Place).RemoveAsync(cancellationToken);
        await CheckAsync(taker, epoch, cancellationToken);
        await OwnAgainAsync(giver, epoch, cancellationToken);
    }

    private async Task CheckAsync(CutoverDatabase taker, long epoch, CancellationToken cancellationToken)
    {
        var row = await pair.OwnershipOf(taker).ReadAsync(cancellationToken);
        if (row is not { State: OwnershipState.Standby or OwnershipState.Ceded } || row.Epoch >= epoch)
        {
            throw new CutoverException($"{taker.Description} has taken {pair.Module} meanwhile. Look at the status; where it is the owner, run this again.");
        }

        if (!await pair.StreamTo(taker.Place).HasMarkerAsync(epoch, cancellationToken))
        {
            throw new CutoverException(
                $"{taker.Description} knows nothing of the switch at epoch {epoch}, which had reached the database that it went to: it is another one, or was restored from before. The right one may own {pair.Module}, so nothing is given back. Name the right one; where that is lost for ever, do as docs/cutover.md says ('A database that is lost for ever').");
        }
    }

    private async Task OwnAgainAsync(CutoverDatabase giver, long epoch, CancellationToken cancellationToken)
    {
        await using var connection = await giver.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, "SET LOCAL synchronous_commit = on", cancellationToken);
        if (!await pair.OwnershipOf(giver).TryChangeAsync(connection, OwnershipState.Ceded, epoch, OwnershipState.Owner, epoch + 1, cancellationToken))
        {
            throw new CutoverException($"{giver.Description} has no longer ceded {pair.Module} at epoch {epoch}: somebody else was faster. Look at the status.");
        }

        await Sql.ExecuteAsync(connection, pair.Names.Announcement, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
