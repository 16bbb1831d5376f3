using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>Who reads or writes the module's tables in a database where nobody should any more.</summary>
internal sealed class ModuleTraffic(CutoverDatabase database, ModuleNames names)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks for a while, for what is open and for what was counted.</summary>
    /// <returns>What was seen, in words; empty when all was quiet.</returns>
    public async Task<IReadOnlyList<string>> WatchAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var before = await CountsAsync(cancellationToken);
        for (var waited = TimeSpan.Zero; waited < period; waited += Poll)
        {
            if (await OpenAsync(cancellationToken) is { Count: > 0 } open)
            {
                return open;
            }

            await Task.Delay(Poll, cancellationToken);
        }

        var after = await CountsAsync(cancellationToken);
        return [.. after.Where(t => t.Value != before.GetValueOrDefault(t.Key)).Select(t => $"{t.Key} was read or written {t.Value - before.GetValueOrDefault(t.Key)} times")];
    }

    /// <summary>
    /// Whoever holds a lock on one of the tables, prepared transactions too; and the module's own roles in any transaction, but for those that only ask who owns
    /// the data, as every process does each second.
    /// </summary>
    private async Task<List<string>> OpenAsync(CancellationToken cancellationToken) => await database.RowsAsync(
        """
        SELECT DISTINCT CASE WHEN u.pid IS NULL THEN 'a prepared transaction holds locks on the tables'
            ELSE format('server process %s (%s, %s) has a transaction open', u.pid, a.usename, coalesce(nullif(a.application_name, ''), 'no name')) END
        FROM (
            SELECT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND c.relnamespace = to_regnamespace(@schema)
            UNION SELECT s.pid FROM pg_stat_activity s JOIN pg_roles r ON r.rolname = s.usename
                WHERE s.datname = current_database() AND s.xact_start IS NOT NULL AND s.usename = ANY (@roles) AND NOT r.rolsuper
                AND s.application_name <> @followers) u
            LEFT JOIN pg_stat_activity a ON a.pid = u.pid
        WHERE u.pid IS NULL OR u.pid <> pg_backend_pid() AND a.backend_type = 'client backend'
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("followers", ModuleNames.FollowersApplication), ("roles", (await new ModuleRoles(names, database, database).NamesAsync(cancellationToken)).ToArray()));

    // The history of migrations is looked at by commands and by hosts that start, and by nobody who uses the data.
    private async Task<Dictionary<string, long>> CountsAsync(CancellationToken cancellationToken) => (await database.RowsAsync(
        "SELECT relname::text, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE schemaname = @schema AND relname <> @history",
        r => (Table: r.GetString(0), Count: r.GetInt64(1)), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable)))
        .ToDictionary(t => t.Table, t => t.Count, StringComparer.Ordinal);
}
