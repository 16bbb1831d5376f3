namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>What the tables need from other schemas and would not find in another database; and views there that would go on showing rows nobody owns.</summary>
internal sealed class OutsideObjectsCheck : IPlanCheck
{
    private const string Subject = "other schemas";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var schema = subject.Names.Schema;
        var outside = await subject.Monolith.RowsAsync(
            """
            WITH tables AS (SELECT oid, relname FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind IN ('r', 'p')),
            uses AS (
                SELECT t.relname, 'type ' || y.oid::regtype AS what, 'to_regtype' AS finds, format('%I.%I', y.typnamespace::regnamespace::name, y.typname) AS name, y.typnamespace AS namespace, 'pg_type'::regclass AS class, y.oid
                FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type e ON e.oid = a.atttypid JOIN pg_type y ON y.oid = coalesce(nullif(e.typelem, 0), e.oid)
                UNION ALL
                SELECT t.relname, 'sequence ' || s.oid::regclass, 'to_regclass', format('%I.%I', s.relnamespace::regnamespace::name, s.relname), s.relnamespace, 'pg_class'::regclass, s.oid
                FROM tables t JOIN pg_attrdef d ON d.adrelid = t.oid JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass JOIN pg_class s ON s.oid = p.refobjid AND s.relkind = 'S'
                UNION ALL
                SELECT t.relname, 'trigger function ' || f.oid::regprocedure, 'to_regprocedure', format('%I.%I()', f.pronamespace::regnamespace::name, f.proname), f.pronamespace, 'pg_proc'::regclass, f.oid
                FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal AND g.tgname <> 'monolith_guard' JOIN pg_proc f ON f.oid = g.tgfoid)
            SELECT DISTINCT relname::text, what, format('%s(%L)', finds, name) FROM uses
            WHERE namespace NOT IN (to_regnamespace(@schema), 'pg_catalog'::regnamespace) AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = uses.class AND e.objid = uses.oid AND e.deptype = 'e')
            ORDER BY 1, 2
            """,
            r => (Table: r.GetString(0), What: r.GetString(1), Lookup: r.GetString(2)), cancellationToken, ("schema", schema));
        var needed = new List<Finding>();
        foreach (var (table, what, lookup) in outside)
        {
            if (!subject.OwnExists || !await subject.Own.ScalarAsync<bool>($"SELECT {lookup} IS NOT NULL", cancellationToken))
            {
                needed.Add(new(Verdict.Blocks, Subject, Place.Monolith, $"{table} needs the {what}, which does not go over", $"ALTER {Kind(what)} SET SCHEMA {schema}; -- or make it in the own database first"));
            }
        }

        var views = await subject.Monolith.RowsAsync(
            """
            SELECT DISTINCT v.oid::regclass::text, t.relname::text
            FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class JOIN pg_class t ON t.oid = d.refobjid
            WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND t.relnamespace = to_regnamespace(@schema) AND v.relnamespace <> t.relnamespace ORDER BY 1, 2
            """,
            r => new Finding(Verdict.Warns, Subject, Place.Monolith, $"the view {r.GetString(0)} reads {r.GetString(1)}: after the switch it shows a copy, after 'retire' what was", $"DROP VIEW {r.GetString(0)};"),
            cancellationToken, ("schema", schema));
        return needed.Count + views.Count > 0 ? [.. needed, .. views] : [Finding.Ready(Subject, Place.Monolith, "nothing is needed from them")];
    }

    private static string Kind(string what)
    {
        var (kind, name) = what.StartsWith("trigger function ", StringComparison.Ordinal) ? ("FUNCTION", what["trigger function ".Length..])
            : what.StartsWith("type ", StringComparison.Ordinal) ? ("TYPE", what["type ".Length..])
            : ("SEQUENCE", what["sequence ".Length..]);
        return $"{kind} {name}";
    }
}
