using Monolith.Integration.Environments;
using Npgsql;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

public sealed class DatabaseRoleTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    private const string PermissionDenied = "42501";
    private static readonly string[] Schemas = ["auth", "movies", "favorites", "profiles", "wallet", "kyc", "broker", "admin", "strangler"];

    [Fact]
    public async Task EveryRole_OnOtherSchemas_IsDenied()
    {
        await using var connection = await OpenAsync(Environment.AdminConnectionString);
        var tables = await TablesAsync(connection);
        tables.Select(t => t.Schema).Distinct().ShouldBe(Schemas, ignoreOrder: true);
        var roles = await RolesAsync(connection);
        roles.Count.ShouldBe(2 * Schemas.Length, "each has a second one: for the module's service; the strangler runs as it");
        foreach (var role in roles)
        {
            var own = role.Split('_')[1];
            await ExecuteAsync(connection, $"SET ROLE {role}");
            (await FailureAsync(connection, $"SELECT 1 FROM {own}.{tables.First(t => t.Schema == own).Name} LIMIT 1")).ShouldBeNull($"{role} reads its own");
            foreach (var (schema, table) in tables.Where(t => t.Schema != own))
            {
                (await FailureAsync(connection, $"SELECT 1 FROM {schema}.{table} LIMIT 1")).ShouldBe(PermissionDenied, $"{role} reads {schema}.{table}");
                (await FailureAsync(connection, $"DELETE FROM {schema}.{table} WHERE false")).ShouldBe(PermissionDenied, $"{role} changes {schema}.{table}");
                (await FailureAsync(connection, $"CREATE TABLE {schema}.planted (id int)")).ShouldBe(PermissionDenied, $"{role} creates in {schema}");
            }

            await ExecuteAsync(connection, "RESET ROLE");
        }
    }

    [Fact]
    public async Task ServiceConnection_AsTheServiceHasIt_ReachesItsTablesAndNothingElse()
    {
        await using var connection = await OpenAsync(new NpgsqlConnectionStringBuilder(await File.ReadAllTextAsync(Environment.ConnectionStringFileOf(Environment.Favorites))) { Pooling = false }.ConnectionString);

        (await FailureAsync(connection, "SELECT 1 FROM favorites.favorites LIMIT 1")).ShouldBeNull();
        (await FailureAsync(connection, "SELECT 1 FROM auth.users LIMIT 1")).ShouldBe(PermissionDenied);
        (await FailureAsync(connection, "DROP TABLE favorites.favorites")).ShouldBe(PermissionDenied);
        (await FailureAsync(connection, "CREATE TABLE favorites.planted (id int)")).ShouldBe(PermissionDenied);
        (await FailureAsync(connection, "CREATE TABLE public.planted (id int)")).ShouldBe(PermissionDenied);
        (await FailureAsync(connection, "SET ROLE monolith_favorites")).ShouldBe(PermissionDenied);
        (await FailureAsync(connection, "SET ROLE monolith_auth")).ShouldBe(PermissionDenied);
    }

    [Fact]
    public void ServiceConnection_Files_AreTheirOwnersAlone()
    {
        foreach (var service in Environment.Services)
        {
            File.GetUnixFileMode(Environment.ConnectionStringFileOf(service)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<List<string>> RolesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(@"SELECT rolname FROM pg_catalog.pg_roles WHERE rolname LIKE 'monolith\_%' AND NOT rolsuper", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var roles = new List<string>();
        while (await reader.ReadAsync())
        {
            roles.Add(reader.GetString(0));
        }

        return roles;
    }

    private static async Task<List<(string Schema, string Name)>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT schemaname, quote_ident(tablename) FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        return tables;
    }

    /// <returns>The SQLSTATE of the failure; null when it succeeded.</returns>
    private static async Task<string?> FailureAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await ExecuteAsync(connection, sql);
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
