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
            key.Exists(c => !theirs.ContainsKey(c.Name)) ? [] : [.. key.Select(c => new KeyColumn(c.Name, c.Type, c.Equality, c.IsSortedByBytes && theirs[c.Name].IsSortedByBytes))],
            [.. shared.Select(c => c.Name).Order(StringComparer.Ordinal)],
            [.. ours.Select(c => c.Name).Concat(theirs.Keys).Except(shared.Select(c => c.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            await leader.EstimateAsync(table, cancellationToken));
    }

    // Types and operators of extensions are named with their schema: rows are read with nobody's in the search path.
    private Task<List<Column>> ColumnsAsync(string table, CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT a.attname::text, CASE n.nspname WHEN 'pg_catalog' THEN format_type(a.atttypid, a.atttypmod) ELSE format('%I.%I', n.nspname, t.typname) END,
            coalesce(k.position, 0)::int, coalesce('OPERATOR(' || quote_ident(equal.schema) || '.' || equal.name || ')', ''),
            t.typtype <> 'e' AND equal.schema IS NOT DISTINCT FROM 'pg_catalog' AND (a.attcollation = 0 OR CASE l.collprovider
                WHEN 'd' THEN d.datlocprovider = 'b' OR d.datlocprovider = 'c' AND d.datcollate IN ('C', 'POSIX')
                WHEN 'b' THEN true
                WHEN 'c' THEN l.collcollate IN ('C', 'POSIX')
                ELSE false END)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_database d ON d.datname = current_database()
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND CASE c.relreplident WHEN 'i' THEN i.indisreplident ELSE i.indisprimary END
            LEFT JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(number, position) ON k.number = a.attnum AND k.position <= i.indnkeyatts
            -- What the index calls equal: of a B-tree, which a key's always is, the third strategy.
            LEFT JOIN LATERAL (
                SELECT s.nspname AS schema, o.oprname AS name FROM pg_opclass f
                    JOIN pg_amop m ON m.amopfamily = f.opcfamily AND m.amoplefttype = f.opcintype AND m.amoprighttype = f.opcintype AND m.amopstrategy = 3
                    JOIN pg_operator o ON o.oid = m.amopopr
                    JOIN pg_namespace s ON s.oid = o.oprnamespace
                WHERE f.oid = i.indclass[(k.position - 1)::int]) equal ON true
        WHERE c.relnamespace = to_regnamespace(@schema) AND c.relname = @table
        """,
        r => new Column(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetBoolean(4)), cancellationToken, ("schema", names.Schema), ("table", table));

    private async Task<long> EstimateAsync(string table, CancellationToken cancellationToken)
        => await database.ScalarAsync<long>(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relname = @table", cancellationToken, ("schema", names.Schema), ("table", table));

    // The position counts from 1; 0 is not part of the key.
    private sealed record Column(string Name, string Type, int KeyPosition, string Equality, bool IsSortedByBytes);
}
