namespace Monolith.Strangler.Cutover.Replication;

/// <summary>That the two connections are two databases, and not each in the other's place.</summary>
internal static class PlacesCheck
{
    /// <exception cref="CutoverException">They are not; says which.</exception>
    public static async Task RunAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        if (await IdentityAsync(pair.Monolith, cancellationToken) == await IdentityAsync(pair.Own, cancellationToken))
        {
            throw new CutoverException($"Both connections lead to {pair.Monolith.Description}. The module's own database must be another.");
        }

        foreach (var database in pair.Both)
        {
            if (await database.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'take_baton' AND tgrelid = to_regclass(@baton))", cancellationToken, ("baton", pair.Names.Baton(database.Outgoing))))
            {
                throw new CutoverException(
                    $"{database.Description} was prepared as {(database.Place == Place.Monolith ? "the module's own database" : "the monolith's")}: the two connections are in each other's place. Name the monolith's first (--from) and the module's own second (--to), in both directions.");
            }
        }
    }

    private static async Task<string> IdentityAsync(CutoverDatabase database, CancellationToken cancellationToken)
        => await database.ServerAsync(cancellationToken) + await database.ScalarAsync<string>("SELECT current_database()::text", cancellationToken);
}
