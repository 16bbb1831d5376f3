using System.Diagnostics;
using System.Globalization;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Switching;

/// <summary>Whether a switch may begin: everything that would make it fail after the fence, or take the way back away, is found before it.</summary>
internal sealed class SwitchCheck(CutoverPair pair, SwitchSettings settings)
{
    /// <returns>Everything that stands in the way, each with what to do; empty when nothing does.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Standing standing, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        CheckStates(standing, problems);
        var (giver, taker) = (pair.At(standing.Giver), pair.At(standing.Taker));
        CheckStream(await FollowedAsync(pair.StreamTo(taker.Place), cancellationToken), problems);
        CheckWayBack(await pair.StreamFrom(taker.Place).ReadAsync(cancellationToken), problems);
        await CheckTablesAsync(problems, cancellationToken);
        await CheckTransactionsAsync(giver, problems, cancellationToken);
        await CheckFollowersAsync(giver, problems, cancellationToken);
        return problems;
    }

    /// <summary>Right after a switch the receiver's worker is only starting, and has something to catch up with.</summary>
    private async Task<StreamState> FollowedAsync(RowStream stream, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var state = await stream.ReadAsync(cancellationToken);
            var comes = state.IsWhole && state.IsEnabled && (!state.IsRunning || state.LagBytes > settings.LargestLag);
            if (!comes || Stopwatch.GetElapsedTime(began) > settings.StreamPatience)
            {
                return state;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private void CheckStates(Standing standing, List<string> problems)
    {
        if (standing.Of(standing.Giver).State != OwnershipState.Owner)
        {
            problems.Add($"{pair.At(standing.Giver).Description} is {Word(standing.Of(standing.Giver).State)}: a switch was begun and not ended. Resume it, or abort it.");
        }
    }

    private void CheckStream(StreamState stream, List<string> problems)
    {
        if (!stream.Exists)
        {
            problems.Add($"Nothing is copied {Words(stream.Direction)}: run 'strangler data replicate {pair.Names.Schema}'.");
            return;
        }

        if (stream.Unfinished.Count > 0)
        {
            problems.Add($"The first copy of {string.Join(", ", stream.Unfinished)} is not finished. Wait for it.");
        }

        if (stream.NotSubscribed.Count > 0)
        {
            problems.Add($"The receiver was never told of {string.Join(", ", stream.NotSubscribed)}, and passes what is written there over. Run 'strangler data replicate {pair.Names.Schema}' again, to its end.");
        }

        if (!stream.IsEnabled || !stream.IsRunning)
        {
            problems.Add($"The copying {Words(stream.Direction)} does not run. The receiving server's log says why.");
        }

        if (stream.LagBytes > settings.LargestLag)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The receiver is {stream.LagBytes / 1024} KiB behind; at most {settings.LargestLag / 1024} are allowed. Wait, or find out what holds it up."));
        }
    }

    private void CheckWayBack(StreamState back, List<string> problems)
    {
        if (!back.IsWhole)
        {
            var why = back.SlotHealth == "lost" ? "the sender has thrown away what it should have kept (max_slot_wal_keep_size)" : "its subscription or slot is missing, or some of its tables are";
            problems.Add($"The way back would not be armed: {why}. Make it again with 'strangler data replicate {pair.Names.Schema}'.");
        }
    }

    private async Task CheckTablesAsync(List<string> problems, CancellationToken cancellationToken)
    {
        if ((await ModuleTables.FindDifferenceAsync(pair, cancellationToken) ?? await SchemaDifference.FindAsync(pair, cancellationToken)) is { } difference)
        {
            problems.Add(difference);
        }

        if ((await new DeferredIndexes(pair.Own, pair.Names).LeftAsync(cancellationToken)).Count > 0)
        {
            problems.Add($"{pair.Own.Description} lacks indexes that are made when everything is copied. Run 'strangler data replicate {pair.Names.Schema}' again, to its end.");
        }

        foreach (var database in pair.Both)
        {
            var tables = new ModuleTables(database, pair.Names);
            var published = await tables.PublishedAsync(database.Outgoing, cancellationToken);
            var late = (await tables.NamesAsync(cancellationToken)).Except(published, StringComparer.Ordinal).Union(await tables.UnguardedAsync(cancellationToken), StringComparer.Ordinal).ToList();
            if (late.Count > 0)
            {
                problems.Add($"{database.Description}: {string.Join(", ", late)} came later and is not copied or not guarded. Run 'strangler data replicate {pair.Names.Schema}' again.");
            }
        }
    }

    private async Task CheckTransactionsAsync(CutoverDatabase giver, List<string> problems, CancellationToken cancellationToken)
    {
        var holders = await WritersLock.HoldersAsync(giver, pair.Names, settings.LongestTransaction, cancellationToken);
        problems.AddRange(holders.Select(h => $"{h} has written and is still open; the fence would wait for it. End it, or try again later."));
    }

    /// <summary>
    /// Processes that were not told where the module's own database is would find every write refused, and read what nobody writes any more. Those that were take
    /// a moment to follow when a module was prepared only now: they look each second.
    /// </summary>
    private async Task CheckFollowersAsync(CutoverDatabase giver, List<string> problems, CancellationToken cancellationToken)
    {
        var roles = await new ModuleRoles(pair.Names, giver, giver).NamesAsync(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        List<string> strangers;
        while ((strangers = await StrangersAsync(giver, roles, cancellationToken)).Count > 0 && Stopwatch.GetElapsedTime(began) < settings.StreamPatience)
        {
            await Task.Delay(100, cancellationToken);
        }

        if (strangers.Count > 0)
        {
            problems.Add(
                $"{string.Join(", ", strangers)} uses {giver.Description}, and no process there follows a switch: its writes would be refused. Set Modules:<Module>:Database in the Host and in the module's service (docs/cutover.md), and start them again.");
        }
    }

    private Task<List<string>> StrangersAsync(CutoverDatabase giver, IReadOnlyList<string> roles, CancellationToken cancellationToken) => giver.RowsAsync(
        """
        SELECT format('%s (%s)', a.usename, coalesce(nullif(a.application_name, ''), 'no name')) FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
        WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid() AND r.rolname = ANY (@roles) AND NOT r.rolsuper
            AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND ((l.classid::bigint << 32) | l.objid::bigint) = @key)
        GROUP BY 1 ORDER BY 1
        """,
        r => r.GetString(0), cancellationToken, ("roles", roles.ToArray()), ("key", pair.Names.FollowersLock));

    private static string Word(OwnershipState state) => state.ToString().ToLowerInvariant();

    private static string Words(Direction direction) => direction == Direction.Forward ? "to the module's own database" : "back to the monolith's database";
}
