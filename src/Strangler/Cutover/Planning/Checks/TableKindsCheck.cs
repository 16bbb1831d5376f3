namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>Tables and the like that are not copied as plain tables are.</summary>
internal sealed class TableKindsCheck : IPlanCheck
{
    private const string Subject = "kinds of tables";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var unusual = await subject.Monolith.RowsAsync(
            """
            SELECT relname::text, relkind::text, relpersistence::text FROM pg_class
            WHERE relnamespace = to_regnamespace(@schema) AND (relkind IN ('p', 'm', 'f') OR relkind = 'r' AND relpersistence = 'u') ORDER BY 1
            """,
            r => Judge(subject.Names.Schema, r.GetString(0), r.GetString(1)[0], r.GetString(2)[0]), cancellationToken, ("schema", subject.Names.Schema));
        return unusual.Count > 0 ? unusual : [Finding.Ready(Subject, Place.Monolith, "plain, logged tables only")];
    }

    private static Finding Judge(string schema, string name, char kind, char persistence) => (kind, persistence) switch
    {
        (_, 'u') => new(Verdict.Blocks, Subject, Place.Monolith, $"{name} is unlogged: nothing of it is in the log that is copied from", $"ALTER TABLE {schema}.{Sql.Name(name)} SET LOGGED;"),
        ('p', _) => Finding.Ready(Subject, Place.Monolith, $"{name} is partitioned: its partitions are copied one by one. Make a new one in both databases, then run 'replicate' again"),
        ('m', _) => new(Verdict.Warns, Subject, Place.Monolith, $"{name} is a materialized view: it goes over empty", $"REFRESH MATERIALIZED VIEW {schema}.{Sql.Name(name)}; -- in the own database, before the switch"),
        _ => new(Verdict.Warns, Subject, Place.Monolith, $"{name} is a foreign table: its server must be known and reachable in the own database too", $"DROP FOREIGN TABLE {schema}.{Sql.Name(name)}; -- or make its server there first"),
    };
}
