using Monolith.Strangler.Cutover.Ownership;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>The two ownership rows together: all that a controller needs to know to go on, whoever began.</summary>
internal sealed record Standing(OwnershipRow Monolith, OwnershipRow Own)
{
    /// <summary>The one that owns the data, or did until it was ceded.</summary>
    public Place Giver
    {
        get
        {
            if (Monolith.State is OwnershipState.Owner or OwnershipState.Fenced)
            {
                return Place.Monolith;
            }

            // Neither owns it: the baton is on its way from whoever ceded last.
            return Own.State is OwnershipState.Owner or OwnershipState.Fenced || Own.Epoch > Monolith.Epoch ? Place.Own : Place.Monolith;
        }
    }

    public Place Taker => Giver.Other();

    public OwnershipRow Of(Place place) => place == Place.Monolith ? Monolith : Own;

    /// <exception cref="CutoverException">The module has no cut-over, or there are two owners.</exception>
    public static async Task<Standing> ReadAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        var monolith = await RowAsync(pair, pair.Monolith, cancellationToken);
        var own = await RowAsync(pair, pair.Own, cancellationToken);
        if (monolith.State == OwnershipState.Owner && own.State == OwnershipState.Owner)
        {
            // Read one after the other, a switch in between looks like this once.
            monolith = await RowAsync(pair, pair.Monolith, cancellationToken);
            if (monolith.State == OwnershipState.Owner)
            {
                throw new CutoverException(
                    $"Both databases say that they own {pair.Names.Schema} (epochs {monolith.Epoch} and {own.Epoch}). That must never be: stop every writer, and compare the rows before anything else.");
            }
        }

        return new(monolith, own);
    }

    private static async Task<OwnershipRow> RowAsync(CutoverPair pair, CutoverDatabase database, CancellationToken cancellationToken)
        => await pair.OwnershipOf(database).ReadAsync(cancellationToken)
            ?? throw new CutoverException($"{database.Description} is not prepared for {pair.Names.Schema}: run 'strangler data replicate {pair.Names.Schema}' first.");
}
