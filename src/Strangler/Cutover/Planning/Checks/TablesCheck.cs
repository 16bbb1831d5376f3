namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>That there is something to copy, and how much.</summary>
internal sealed class TablesCheck : IPlanCheck
{
    public static Task<List<TableSize>> SizesAsync(PlanSubject subject, CancellationToken cancellationToken) => subject.Monolith.RowsAsync(
        """
        SELECT c.relname::text, CASE WHEN c.reltuples < 0 THEN nullif(pg_stat_get_live_tuples(c.oid), 0) ELSE c.reltuples::bigint END, pg_total_relation_size(c.oid)
        FROM pg_class c WHERE c.relnamespace = to_regnamespace(@schema) AND c.relkind = 'r' AND c.relname <> @history ORDER BY 3 DESC, 1
        """,
        r => new TableSize(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetInt64(2)), cancellationToken, ("schema", subject.Names.Schema), ("history", ModuleNames.HistoryTable));

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var tables = await SizesAsync(subject, cancellationToken);
        return tables.Count > 0
            ? [Finding.Ready("tables", Place.Monolith, $"{tables.Count} to be copied")]
            : [new(Verdict.Blocks, "tables", Place.Monolith, $"the schema {subject.Names.Schema} has none, or is not there", "Is it the right database, and the module's schema as its manifest names it? Start the Host once: it makes the tables.")];
    }
}
