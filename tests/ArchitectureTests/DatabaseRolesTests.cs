using Monolith.Kernel.Modules;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.ArchitectureTests;

/// <summary>The last net: what slips past every other rule is refused by PostgreSQL.</summary>
public sealed class DatabaseRolesTests(ModuleSchemas schemas) : IClassFixture<ModuleSchemas>
{
    [Fact]
    public async Task ForeignTables_AsAModulesRole_AreRefused() => await ShouldBeRefusedForeignTablesAsync(manifest => schemas.Databases.ConnectionStringOf(manifest));

    [Fact]
    public async Task ForeignTables_AsAServicesRole_AreRefused() => await ShouldBeRefusedForeignTablesAsync(schemas.Databases.ServiceConnectionStringOf);

    [Fact]
    public async Task OwnTables_AsAModulesAndAServicesRole_CanBeRead()
    {
        foreach (var manifest in schemas.Manifests)
        {
            foreach (var (schema, table) in schemas.Tables.Where(t => t.Schema == manifest.Schema))
            {
                (await RunAsync(schemas.Databases.ConnectionStringOf(manifest), $"SELECT count(*) FROM {schema}.{table}")).ShouldBeNull();
                (await RunAsync(schemas.Databases.ServiceConnectionStringOf(manifest), $"SELECT count(*) FROM {schema}.{table}")).ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task OwnSchema_AsAServicesRole_CannotBeChanged()
    {
        foreach (var manifest in schemas.Manifests)
        {
            var service = schemas.Databases.ServiceConnectionStringOf(manifest);
            (await RunAsync(service, $"CREATE TABLE {manifest.Schema}.planted (id int)")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            foreach (var (schema, table) in schemas.Tables.Where(t => t.Schema == manifest.Schema))
            {
                (await RunAsync(service, $"DROP TABLE {schema}.{table}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            }
        }
    }

    private async Task ShouldBeRefusedForeignTablesAsync(Func<ModuleManifest, string> connectionString)
    {
        schemas.Tables.Select(t => t.Schema).Distinct().Count().ShouldBeGreaterThan(1);
        foreach (var manifest in schemas.Manifests)
        {
            foreach (var (schema, table) in schemas.Tables.Where(t => t.Schema != manifest.Schema))
            {
                var owner = new NpgsqlConnectionStringBuilder(schemas.Databases.ConnectionStringOf(schemas.Manifests.Single(m => m.Schema == schema))).Username;
                foreach (var sql in (string[])[$"SELECT * FROM {schema}.{table}", $"DELETE FROM {schema}.{table}", $"CREATE TABLE {schema}.planted (id int)", $"SET ROLE {owner}"])
                {
                    (await RunAsync(connectionString(manifest), sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege, $"The role of {manifest.Name} may {sql}");
                }
            }
        }
    }

    /// <returns>The server's error code; null for success.</returns>
    private static async Task<string?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
