using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>Without a key, an update of a row cannot be copied, and is refused once the table is published.</summary>
internal sealed class RowIdentityCheck : IPlanCheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var schema = subject.Names.Schema;
        var without = await new ModuleTables(subject.Monolith, subject.Names).WithoutIdentityAsync(cancellationToken);
        var full = await subject.Monolith.RowsAsync(
            "SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind = 'r' AND relreplident = 'f' ORDER BY 1", r => r.GetString(0), cancellationToken, ("schema", schema));
        return
        [
            .. without.Select(t => new Finding(Verdict.Blocks, "row identity", Place.Monolith, $"{t} has no primary key: its updates and deletions could not be copied",
                $"ALTER TABLE {schema}.{Sql.Name(t)} ADD PRIMARY KEY (...); -- or, slow: ALTER TABLE {schema}.{Sql.Name(t)} REPLICA IDENTITY FULL;")),
            .. full.Select(t => new Finding(Verdict.Warns, "row identity", Place.Monolith, $"{t} has REPLICA IDENTITY FULL: each update or deletion may read the whole table at the receiver",
                $"ALTER TABLE {schema}.{Sql.Name(t)} REPLICA IDENTITY DEFAULT; -- where it has a primary key")),
            .. without.Count + full.Count == 0 ? [Finding.Ready("row identity", Place.Monolith, "every table has a key")] : Array.Empty<Finding>(),
        ];
    }
}
