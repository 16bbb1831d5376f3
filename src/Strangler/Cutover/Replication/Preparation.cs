using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Planning;

namespace Monolith.Strangler.Cutover.Replication;

/// <summary>
/// Gets both databases ready for a switch: tables, guards, publications, slots and subscriptions in both directions. May be run again at any time; a table
/// that was added since is taken in, and a way back that was lost is made again.
/// </summary>
public sealed class Preparation(CutoverPair pair, PreparationSettings settings)
{
    /// <param name="pgDump">The program.</param>
    /// <param name="anew">
    /// Empty the database that does not own the data, and copy everything to it again. Where the data was ceded and that can never arrive, its last owner owns it
    /// again first.
    /// </param>
    /// <param name="said">Told what is being done.</param>
    /// <param name="cancellationToken">The caller's; running it again goes on.</param>
    /// <exception cref="CutoverException">Something stands in the way.</exception>
    public async Task RunAsync(string pgDump, bool anew, Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(said);
        await CheckPlanAsync(cancellationToken);
        if (await new TargetDatabase(pair.Own).CreateAsync(pair.Monolith, cancellationToken))
        {
            said($"Made the database {pair.Own.Description}");
        }

        var names = pair.Names;
        var locks = new BriefLock(settings.LockPatience, said);
        await using var alone = await ControllerLock.TakeAsync(names, pair.Both, cancellationToken);
        await PlacesCheck.RunAsync(pair, cancellationToken);
        if (anew)
        {
            await new Reclamation(pair).RunAsync(said, cancellationToken);
        }

        var owner = await new PreparedOwner(pair).FindAsync(cancellationToken);
        said($"Preparing the tables of {names.Schema} in {pair.Own.Description}");
        var tables = await PrepareTablesAsync(pgDump, cancellationToken);
        if (anew)
        {
            said($"Emptying {names.Schema} in {pair.StreamFrom(owner).Receiver.Description}, which does not own it");
            await new Renewal(pair, locks).RunAsync(owner, cancellationToken);
        }

        var namesOrigins = await pair.Forward.NamesOriginsAsync(cancellationToken);
        foreach (var database in pair.Both)
        {
            said($"Guarding {names.Schema} in {database.Description}");
            await database.ExecuteAsync(ControlSchema.Create(names, database, stopsStream: !namesOrigins), cancellationToken);
            await database.ExecuteAsync(HistorySchema.Create(names, database), cancellationToken);
            // Not those that have it: making it waits for the table's first copy, which on a server with both databases waits for this.
            foreach (var table in await new ModuleTables(database, names).UnguardedAsync(cancellationToken))
            {
                await locks.RunAsync(database, $"The guard on {names.Schema}.{table}", ControlSchema.Guard(names, table), cancellationToken);
            }
        }

        await pair.HistoryOf(pair.At(owner)).AppendAsync(HistoryStep.Replicating, cancellationToken);
        said("Publishing, keeping what is written from now on, and subscribing; this waits for transactions that are writing now");
        var (onwards, back) = (pair.StreamFrom(owner), pair.StreamTo(owner));
        await OpenOnwardsAsync(onwards, tables, locks, said, cancellationToken);
        await OpenBackAsync(back, tables, isEnabled: namesOrigins, locks, said, cancellationToken);
    }

    /// <summary>Before anything is made. What was begun is gone on with, whatever has come since: the checks further on see what would harm it.</summary>
    private async Task CheckPlanAsync(CancellationToken cancellationToken)
    {
        if (await pair.OwnershipOf(pair.Monolith).ReadAsync(cancellationToken) is not null)
        {
            return;
        }

        var plan = await new CutoverPlan(pair).RunAsync(cancellationToken);
        if (!plan.MayStart)
        {
            var blocks = plan.Findings.Where(f => f.Verdict == Verdict.Blocks).Select(f => $"{f.Subject}, {(f.Place is { } place ? pair.At(place).Description : "both")}: {f.Says}. To do: {f.Remedy}");
            throw new CutoverException(string.Join(Environment.NewLine, blocks));
        }
    }

    private async Task<List<string>> PrepareTablesAsync(string pgDump, CancellationToken cancellationToken)
    {
        var atMonolith = new ModuleTables(pair.Monolith, pair.Names);
        if (await atMonolith.WithoutIdentityAsync(cancellationToken) is { Count: > 0 } nameless)
        {
            throw new CutoverException($"{string.Join(", ", nameless)} has no primary key, so updates of its rows could not be copied. Add one, or ALTER TABLE {pair.Module}.{nameless[0]} REPLICA IDENTITY FULL.");
        }

        var tables = await atMonolith.NamesAsync(cancellationToken);
        if (tables.Count == 0)
        {
            throw new CutoverException($"{pair.Monolith.Description} has no tables in the schema {pair.Module}. Is it the monolith's database, and the module's schema as its manifest names it?");
        }

        await new SchemaCopy(pair.Names, pair.Monolith, pair.Own, pgDump).RunAsync(cancellationToken);
        return await ModuleTables.FindDifferenceAsync(pair, cancellationToken) is { } difference ? throw new CutoverException(difference) : tables;
    }

    /// <summary>From the owner: what it has, and what it writes from now on.</summary>
    private async Task OpenOnwardsAsync(RowStream stream, IReadOnlyList<string> tables, BriefLock locks, Action<string> said, CancellationToken cancellationToken)
    {
        var (isSubscribed, state) = (await stream.IsSubscribedAsync(cancellationToken), await stream.ReadAsync(cancellationToken));
        if (state.SlotHealth == "lost" || isSubscribed && state.SlotHealth is null)
        {
            throw new CutoverException(
                $"{stream.Sender.Description} has thrown away what it should have kept for {stream.Receiver.Description} (max_slot_wal_keep_size, or its slot was dropped): rows are missing there, and nothing that is written now arrives. Run this again with --anew, which empties that copy and makes it again; the owner is not touched.");
        }

        if (!isSubscribed)
        {
            if (await new ModuleTables(stream.Receiver, pair.Names).FilledAsync(cancellationToken) is { Count: > 0 } filled)
            {
                throw new CutoverException($"{stream.Receiver.Description} has rows in {string.Join(", ", filled)} already, which copying would collide with. Where they are an older copy, --anew empties them; else empty them yourself.");
            }

            // Of earlier switches. Copied with the rest, an old baton would make its receiver an owner a second time.
            await stream.Sender.ExecuteAsync($"DELETE FROM {pair.Names.Baton(stream.Direction)}", cancellationToken);
        }

        await stream.PublishAsync(tables, locks, cancellationToken);
        await stream.KeepAsync(said, cancellationToken);
        await stream.SubscribeAsync(copies: true, isEnabled: true, cancellationToken);
    }

    /// <summary>To the owner: nothing yet, because nobody writes there; from the switch on, everything. What was lost of it can be made again at any time.</summary>
    private static async Task OpenBackAsync(RowStream stream, IReadOnlyList<string> tables, bool isEnabled, BriefLock locks, Action<string> said, CancellationToken cancellationToken)
    {
        var (isSubscribed, state) = (await stream.IsSubscribedAsync(cancellationToken), await stream.ReadAsync(cancellationToken));
        if (state.SlotHealth == "lost" || isSubscribed && state.SlotHealth is null)
        {
            await stream.RemoveAsync(cancellationToken);
        }

        await stream.PublishAsync(tables, locks, cancellationToken);
        await stream.KeepAsync(said, cancellationToken);
        await stream.SubscribeAsync(copies: false, isEnabled, cancellationToken);
    }
}
