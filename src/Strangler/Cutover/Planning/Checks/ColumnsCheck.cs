namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>Columns whose values are elsewhere, or are not copied but made.</summary>
internal sealed class ColumnsCheck : IPlanCheck
{
    private const string Subject = "columns";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var hasLargeObjects = await subject.Monolith.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_largeobject_metadata)", cancellationToken);
        var columns = await subject.Monolith.RowsAsync(
            """
            SELECT c.relname::text, a.attname::text, CASE WHEN t.typname IN ('oid', 'lo') THEN 'large object' WHEN a.attgenerated <> '' THEN 'generated' ELSE 'identity' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = to_regnamespace(@schema) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                AND (t.typname IN ('oid', 'lo') OR a.attgenerated <> '' OR a.attidentity <> '') ORDER BY 1, 2
            """,
            r => (Table: r.GetString(0), Column: r.GetString(1), Kind: r.GetString(2)), cancellationToken, ("schema", subject.Names.Schema));
        var large = columns.Where(c => c.Kind == "large object" && hasLargeObjects).Select(c => new Finding(
            Verdict.Blocks, Subject, Place.Monolith, $"{c.Table}.{c.Column} may name large objects, which are not copied",
            $"ALTER TABLE {subject.Names.Schema}.{Sql.Name(c.Table)} ALTER COLUMN {Sql.Name(c.Column)} TYPE bytea USING lo_get({Sql.Name(c.Column)});")).ToList();
        return
        [
            .. large,
            .. Note(columns, "generated", "made anew by the receiver, from the same expression"),
            .. Note(columns, "identity", "copied; its sequence goes over with the ownership"),
            .. large.Count == 0 ? [Finding.Ready(Subject, Place.Monolith, "no large objects")] : Array.Empty<Finding>(),
        ];
    }

    private static IEnumerable<Finding> Note(List<(string Table, string Column, string Kind)> columns, string kind, string says)
        => columns.Where(c => c.Kind == kind).Select(c => $"{c.Table}.{c.Column}").ToList() is { Count: > 0 } found
            ? [Finding.Ready(Subject, Place.Monolith, $"{kind}: {string.Join(", ", found)}; {says}")]
            : [];
}
