namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>A foreign key cannot reach into another database, from either side.</summary>
internal sealed class ForeignKeysCheck : IPlanCheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var across = await subject.Monolith.RowsAsync(
            """
            SELECT k.conname::text, k.conrelid::regclass::text, k.confrelid::regclass::text
            FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
            WHERE k.contype = 'f' AND f.relnamespace <> t.relnamespace AND to_regnamespace(@schema) IN (f.relnamespace, t.relnamespace) ORDER BY 2, 1
            """,
            r => new Finding(Verdict.Blocks, "foreign keys", Place.Monolith, $"{r.GetString(1)} refers to {r.GetString(2)}, which will be in another database", $"ALTER TABLE {r.GetString(1)} DROP CONSTRAINT {Sql.Name(r.GetString(0))};"),
            cancellationToken, ("schema", subject.Names.Schema));
        return across.Count > 0 ? across : [Finding.Ready("foreign keys", Place.Monolith, "none leaves the schema or comes into it")];
    }
}
