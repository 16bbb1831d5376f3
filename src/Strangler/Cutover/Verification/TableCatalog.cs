namespace Monolith.Strangler.Cutover.Verification;

/// <summary>How the module's tables are built, on one side.</summary>
internal sealed class TableCatalog(CutoverDatabase database, ModuleNames names)
{
    /// <summary>What both say of a table, put together.</summary>
    /// <param name="leader">Its key counts: it is the one by which the receiver finds rows.</param>
    /// <param name="follower">The other side.</param>
    /// <param name="table">In the module's schema.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async Task<ComparedTable> JoinAsync(TableCatalog leader, TableCatalog follower, string table, CancellationToken cancellationToken)
    {
        var ours = await leader.ColumnsAsync(table, cancellationToken);
        var theirs = (await follower.ColumnsAsync(table, cancellationToken)).ToDictionary(c => c.Name, StringComparer.Ordinal);
        var shared = ours.Where(c => theirs.ContainsKey(c.Name)).ToList();
        var key = ours.Where(c => c.KeyPosition > 0).OrderBy(c => c.KeyPosition).ToList();
        return new(
            table,
            key.Exists(c => !theirs.ContainsKey(c.Name)) ? [] : [.. key.Select(c => new KeyColumn(c.Name, c.Type, c.IsSortedByBytes && theirs[c.Name].IsSortedByBytes))],
            [.. shared.Select(c => c.Name).Order(StringComparer.Ordinal)],
            [.. ours.Select(c => c.Name).Concat(theirs.Keys).Except(shared.Select(c => c.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            await leader.EstimateAsync(table, cancellationToken));
    }

    private Task<List<Column>> ColumnsAsync(string table, CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), coalesce((SELECT k.position FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(number, position) WHERE k.number = a.attnum AND k.position <= i.indnkeyatts), 0)::int,
            t.typtype <> 'e' AND (a.attcollation = 0 OR CASE l.collprovider
                WHEN 'd' THEN d.datlocprovider = 'b' OR d.datlocprovider = 'c' AND d.datcollate IN ('C', 'POSIX')
                WHEN 'b' THEN true
                WHEN 'c' THEN l.collcollate IN ('C', 'POSIX')
                ELSE false END)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_database d ON d.datname = current_database()
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND CASE c.relreplident WHEN 'i' THEN i.indisreplident ELSE i.indisprimary END
        WHERE c.relnamespace = to_regnamespace(@schema) AND c.relname = @table
        """,
        r => new Column(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetBoolean(3)), cancellationToken, ("schema", names.Schema), ("table", table));

    private async Task<long> EstimateAsync(string table, CancellationToken cancellationToken)
        => await database.ScalarAsync<long>(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relname = @table", cancellationToken, ("schema", names.Schema), ("table", table));

    // The position counts from 1; 0 is not part of the key.
    private sealed record Column(string Name, string Type, int KeyPosition, bool IsSortedByBytes);
}
