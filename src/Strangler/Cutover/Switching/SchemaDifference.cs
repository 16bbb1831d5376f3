namespace Monolith.Strangler.Cutover.Switching;

/// <summary>What the copying does not carry and both databases must have alike: a new owner that lacks some of it loses rows, or cannot take the data over.</summary>
internal static class SchemaDifference
{
    private const int Named = 5;

    /// <summary>Null when there is none; else what is on one side only, and what to do.</summary>
    public static async Task<string?> FindAsync(CutoverPair pair, CancellationToken cancellationToken)
    {
        var monolith = await ReadAsync(pair.Monolith, pair.Names, cancellationToken);
        var own = await ReadAsync(pair.Own, pair.Names, cancellationToken);
        var differences = Only(pair.Monolith, monolith.Except(own, StringComparer.Ordinal)).Concat(Only(pair.Own, own.Except(monolith, StringComparer.Ordinal))).ToList();
        return differences.Count == 0 ? null : $"The two databases have different schemas: {string.Join("; ", differences)}. Migrate the other.";
    }

    private static IEnumerable<string> Only(CutoverDatabase database, IEnumerable<string> there)
    {
        var all = there.ToList();
        if (all.Count > 0)
        {
            yield return $"only {database.Description} has {string.Join(", ", all.Take(Named))}{(all.Count > Named ? $" and {all.Count - Named} more" : "")}";
        }
    }

    // Types by their full names: what a role finds without a schema's name depends on the role.
    private static Task<List<string>> ReadAsync(CutoverDatabase database, ModuleNames names, CancellationToken cancellationToken) => database.RowsAsync(
        """
        SELECT format('column %s.%s (%s.%s%s%s%s)', c.relname, a.attname, n.nspname, t.typname, CASE WHEN a.atttypmod >= 0 THEN ' ' || a.atttypmod END,
            CASE WHEN a.attnotnull THEN ' not null' END, CASE WHEN a.attgenerated <> '' THEN ' generated' END)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE c.relnamespace = to_regnamespace(@schema) AND c.relkind = 'r' AND c.relname <> @history AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT format('sequence %s (%s, by %s)', sequencename, data_type, increment_by) FROM pg_sequences WHERE schemaname = @schema
        ORDER BY 1
        """,
        r => r.GetString(0), cancellationToken, ("schema", names.Schema), ("history", ModuleNames.HistoryTable));
}
