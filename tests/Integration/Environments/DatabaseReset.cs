using Npgsql;

namespace Monolith.Integration.Environments;

/// <summary>
/// Empties the modules' tables between runs and starts their ids again: what Respawn does. The catalogue of PostgreSQL says which tables there are, so a new
/// table of a new module is emptied without a change here. What stays: the migrations' histories, and what is listed below.
/// </summary>
internal static class DatabaseReset
{
    private static readonly string[] Kept =
    [
        "auth.signing_keys", // in memory, too
        "movies.", // the built-in catalogue: a seed
        "strangler.", // a ledger takes no TRUNCATE; tests shift to where they want to be
    ];

    public static async Task RunAsync(TestEnvironment environment)
    {
        await using var connection = new NpgsqlConnection(environment.AdminConnectionString);
        await connection.OpenAsync();
        var tables = await TablesAsync(connection);
        await using var truncate = new NpgsqlCommand($"TRUNCATE {string.Join(", ", tables)} RESTART IDENTITY", connection);
        await truncate.ExecuteNonQueryAsync();
    }

    /// <summary>The tables to empty, quoted.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection)
    {
        // The schemas of modules are those that have a role of their own which their service's role follows by name.
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname)
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_roles owner ON owner.oid = n.nspowner
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT LIKE '\_\_%'
              AND c.relname <> 'outbox_subscriptions' -- written with the migrations: who gets events
              AND EXISTS (SELECT FROM pg_catalog.pg_roles service WHERE service.rolname = owner.rolname || '_service')
            ORDER BY 1
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            if (!Kept.Any(kept => reader.GetString(0).StartsWith(kept, StringComparison.Ordinal)))
            {
                tables.Add(reader.GetString(1));
            }
        }

        return tables.Count > 0 ? tables : throw new InvalidOperationException("No module has a table: the reset looks in the wrong database.");
    }
}
