namespace Monolith.Strangler.Cutover.Replication;

/// <summary>Reads how far the first copy is, from what both servers tell of it.</summary>
public sealed class CopyProgress(CutoverPair pair)
{
    /// <exception cref="CutoverException">The module is not prepared, or a switch is under way.</exception>
    public async Task<CopyState> ReadAsync(CancellationToken cancellationToken)
    {
        var stream = pair.StreamFrom(await new PreparedOwner(pair).FindAsync(cancellationToken));
        var totals = (await stream.Sender.RowsAsync(
            """
            SELECT relname::text, CASE WHEN reltuples < 0 THEN nullif(pg_stat_get_live_tuples(oid), 0) ELSE reltuples::bigint END, pg_table_size(oid)
            FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind = 'r'
            """,
            r => (Name: r.GetString(0), Rows: r.IsDBNull(1) ? (long?)null : r.GetInt64(1), Bytes: r.GetInt64(2)), cancellationToken, ("schema", pair.Module)))
            .ToDictionary(t => t.Name, StringComparer.Ordinal);
        var tables = await stream.Receiver.RowsAsync(
            """
            SELECT c.relname::text, r.srsubstate IN ('f', 's', 'r'), p.tuples_processed, pg_table_size(c.oid)
            FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid JOIN pg_class c ON c.oid = r.srrelid
                LEFT JOIN pg_stat_progress_copy p ON p.relid = c.oid AND p.datname = current_database() AND p.command = 'COPY FROM'
            WHERE s.subname = @name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND c.relnamespace = to_regnamespace(@schema) ORDER BY 1
            """,
            r => (Name: r.GetString(0), IsDone: r.GetBoolean(1), Rows: r.IsDBNull(2) ? (long?)null : r.GetInt64(2), Bytes: r.GetInt64(3)), cancellationToken,
            ("name", pair.Names.Stream(stream.Direction)), ("schema", pair.Module));
        return new(
            stream.Receiver.Description,
            [.. tables.Select(t => totals.TryGetValue(t.Name, out var total)
                ? new TableCopy(t.Name, t.IsDone, t.IsDone ? null : t.Rows ?? 0, total.Rows, t.Bytes, total.Bytes)
                : new TableCopy(t.Name, t.IsDone, t.Rows, null, t.Bytes, 0))],
            await stream.ReadAsync(cancellationToken),
            await stream.FailuresAsync(cancellationToken));
    }
}
