using Monolith.Strangler.Cutover.Ownership;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Gets both databases ready for a switch: tables, guards, publications, slots and subscriptions in both directions. May be run again at any time; a table
/// that was added since is taken in.
/// </summary>
public sealed class Preparation(CutoverPair pair)
{
    /// <param name="pgDump">The program.</param>
    /// <param name="said">Told what is being done.</param>
    /// <param name="cancellationToken">The caller's; running it again goes on.</param>
    /// <exception cref="CutoverException">Something stands in the way.</exception>
    public async Task RunAsync(string pgDump, Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        var names = pair.Names;
        await using var alone = await ControllerLock.TakeAsync(names, pair.Both, cancellationToken);
        var atMonolith = new ModuleTables(pair.Monolith, names);
        if (await atMonolith.WithoutIdentityAsync(cancellationToken) is { Count: > 0 } nameless)
        {
            throw new CutoverException($"{string.Join(", ", nameless)} has no primary key, so updates of its rows could not be copied. Add one, or ALTER TABLE {names.Schema}.{nameless[0]} REPLICA IDENTITY FULL.");
        }

        said($"Preparing the tables of {names.Schema} in {pair.Own.Description}");
        await new SchemaCopy(names, pair.Monolith, pair.Own, pgDump).RunAsync(cancellationToken);
        var tables = await atMonolith.NamesAsync(cancellationToken);
        if (await ModuleTables.FindDifferenceAsync(pair, cancellationToken) is { } difference)
        {
            throw new CutoverException(difference);
        }

        var namesOrigins = await pair.Forward.NamesOriginsAsync(cancellationToken);
        foreach (var database in pair.Both)
        {
            said($"Guarding {names.Schema} in {database.Description}");
            await database.ExecuteAsync(ControlSchema.Create(names, database, stopsStream: !namesOrigins), cancellationToken);
            await database.ExecuteAsync(string.Join('\n', tables.Select(t => ControlSchema.Guard(names, t))), cancellationToken);
        }

        said("Publishing, and keeping what is written from now on");
        await pair.Forward.PublishAsync(tables, cancellationToken);
        await pair.Back.PublishAsync(tables, cancellationToken);
        await pair.Forward.KeepAsync(cancellationToken);
        await pair.Back.KeepAsync(cancellationToken);
        said("Subscribing");
        var owns = await pair.OwnershipOf(pair.Monolith).ReadAsync(cancellationToken) is { State: OwnershipState.Owner };
        await pair.Forward.SubscribeAsync(copies: owns, isEnabled: true, cancellationToken);
        await pair.Back.SubscribeAsync(copies: !owns, isEnabled: namesOrigins, cancellationToken);
    }
}
