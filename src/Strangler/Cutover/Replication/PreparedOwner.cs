using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Who owns the data before it is prepared: the monolith's database, unless the rows say otherwise. One row alone may not be made whole by guessing.</summary>
internal sealed class PreparedOwner(CutoverPair pair)
{
    /// <exception cref="CutoverException">A switch is under way, the module is retired, or a row that should be there is not.</exception>
    public async Task<Place> FindAsync(CancellationToken cancellationToken)
    {
        var monolith = await pair.OwnershipOf(pair.Monolith).ReadAsync(cancellationToken);
        var own = await pair.OwnershipOf(pair.Own).ReadAsync(cancellationToken);
        if (monolith?.State == OwnershipState.Retired)
        {
            throw new CutoverException($"{pair.Module} was retired in {pair.Monolith.Description}: its data stays in {pair.Own.Description}, and there is nothing to copy any more.");
        }

        if (monolith is null && own is { Epoch: > 0 })
        {
            throw Missing(pair.Monolith, pair.Own);
        }

        if (own is null && monolith is { State: OwnershipState.Ceded })
        {
            throw Missing(pair.Own, pair.Monolith);
        }

        if (monolith is null || own is null)
        {
            return Settled(Place.Monolith, monolith?.State ?? OwnershipState.Owner);
        }

        var standing = await Standing.ReadAsync(pair, cancellationToken);
        return await LostBaton.FindAsync(pair, standing, cancellationToken) is { } lost ? throw new CutoverException(lost) : Settled(standing.Giver, standing.Of(standing.Giver).State);
    }

    private Place Settled(Place giver, OwnershipState state)
        => state == OwnershipState.Owner ? giver : throw new CutoverException(
            $"A switch of {pair.Module} was begun and not ended ({pair.At(giver).Description} is {state.ToString().ToLowerInvariant()}). Resume or abort it first: 'strangler data switch {pair.Module} --resume' or '--abort'.");

    private CutoverException Missing(CutoverDatabase without, CutoverDatabase with) => new(
        $"{without.Description} says nothing of who owns {pair.Module}, though {with.Description} has handed it over or taken it. It is another database than was prepared, or was restored from before: nothing is made in it, because there might be two owners then. Name the right one, or restore it; where it is lost for ever, do as docs/cutover.md says ('A database that is lost for ever').");
}
