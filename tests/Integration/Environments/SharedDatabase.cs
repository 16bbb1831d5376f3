using Monolith.Unit.Postgres;
using Npgsql;

namespace Monolith.Integration.Environments;

/// <summary>Databases on the test run's own server, for Hosts that are given one.</summary>
internal static class SharedDatabase
{
    /// <returns>A superuser's connection to a new, empty one.</returns>
    public static async Task<string> NewAsync()
    {
        var server = await TemporaryCluster.ConnectionStringAsync();
        var name = $"shared_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Turns away every role but superusers and ends what they have open, or lets them in again.</summary>
    public static Task AllowAsync(string database, bool allow)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        return ExecuteAsync(database,
            $"ALTER DATABASE {name} CONNECTION LIMIT {(allow ? -1 : 0)}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
