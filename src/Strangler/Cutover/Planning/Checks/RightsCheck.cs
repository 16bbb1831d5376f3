namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>What the two administrators may do. On PostgreSQL 15 only a superuser subscribes, or whom a provider made one in part.</summary>
internal sealed class RightsCheck : IPlanCheck
{
    private const string Subject = "rights";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var namesOrigins = await CutoverDatabase.NameOriginsAsync(subject.Monolith, subject.Own, cancellationToken);
        foreach (var database in subject.Both)
        {
            findings.AddRange(await LookAsync(database, subject, namesOrigins, cancellationToken));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(CutoverDatabase database, PlanSubject subject, bool namesOrigins, CancellationToken cancellationToken)
    {
        var role = (await database.RowsAsync("SELECT rolname::text, rolsuper FROM pg_roles WHERE rolname = current_user", r => (Name: r.GetString(0), IsSuper: r.GetBoolean(1)), cancellationToken)).Single();
        if (role.IsSuper)
        {
            return [Finding.Ready(Subject, database.Place, $"{role.Name} is a superuser")];
        }

        var name = Sql.Name(role.Name);
        if (await database.MajorVersionAsync(cancellationToken) < 16)
        {
            return [new(Verdict.Blocks, Subject, database.Place, $"{role.Name} is no superuser; on PostgreSQL 15 only one may subscribe", $"ALTER ROLE {name} SUPERUSER; -- or connect as one that is")];
        }

        var checks = new (string Sql, string Says, string Remedy)[]
        {
            ("SELECT pg_has_role(current_user, 'pg_create_subscription', 'USAGE')", "may not subscribe", $"GRANT pg_create_subscription TO {name};"),
            ("SELECT rolreplication FROM pg_roles WHERE rolname = current_user", "may not make slots", $"ALTER ROLE {name} REPLICATION;"),
            // Who makes a database owns it.
            ($"SELECT {(database.Place == Place.Own && !subject.OwnExists ? "true" : "has_database_privilege(current_database(), 'CREATE')")}", "may not make schemas and publications", $"GRANT CREATE ON DATABASE {Sql.Name(database.Connection.Database!)} TO {name};"),
            ("SELECT has_parameter_privilege('session_replication_role', 'SET')", "could not copy anew what was lost", $"GRANT SET ON PARAMETER session_replication_role TO {name};"),
            ("SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(@schema) AND relkind IN ('r', 'p') AND NOT pg_has_role(current_user, relowner, 'USAGE'))",
                "does not own the module's tables, and so may not publish them", $"GRANT <the owner of {subject.Names.Schema}'s tables> TO {name};"),
            // As long as one of the two servers is a 15, each switch says from where its way back goes on.
            ($"SELECT {(namesOrigins ? "true" : "has_function_privilege('pg_catalog.pg_replication_origin_advance(text, pg_lsn)', 'EXECUTE')")}", "may not say from where a way back goes on, as PostgreSQL 15 on the other side needs it", $"GRANT EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_advance(text, pg_lsn) TO {name};"),
        };
        var findings = new List<Finding>();
        foreach (var (sql, says, remedy) in checks)
        {
            if (!await database.ScalarAsync<bool>(sql, cancellationToken, ("schema", subject.Names.Schema)))
            {
                findings.Add(new(Verdict.Blocks, Subject, database.Place, $"{role.Name} {says}", remedy));
            }
        }

        return findings.Count > 0 ? findings : [Finding.Ready(Subject, database.Place, $"{role.Name} has all it needs")];
    }
}
