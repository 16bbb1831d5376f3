namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>The statements that close a copy for ever, also for replication's own way past the guard.</summary>
internal static class RetiredSchema
{
    public static string Close(ModuleNames names, IEnumerable<string> tables)
        => $"""
            {string.Join('\n', tables.Select(t => $"ALTER TABLE {names.Schema}.{Sql.Name(t)} ENABLE ALWAYS TRIGGER monolith_guard;"))}
            CREATE OR REPLACE FUNCTION {names.Control}.stay_retired() RETURNS trigger LANGUAGE plpgsql AS $stay$
            BEGIN
                RAISE EXCEPTION 'module {names.Schema} is retired in this database for ever: it is owned by another, and there may not be two';
            END $stay$;
            CREATE OR REPLACE TRIGGER stay_retired BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {names.Control}.ownership
                FOR EACH STATEMENT EXECUTE FUNCTION {names.Control}.stay_retired();
            ALTER TABLE {names.Control}.ownership ENABLE ALWAYS TRIGGER stay_retired;
            """;
}
