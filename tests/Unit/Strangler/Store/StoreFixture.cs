using Npgsql;

namespace Monolith.Unit.Strangler.Store;

/// <summary>Hosts that share one database, and what a superuser does to it behind their backs.</summary>
internal static class StoreFixture
{
    // Nothing listens there; it is enough that a service is configured.
    public const string NoService = "http://127.0.0.1:9";

    public static Task<TestHost> StartAsync(string? database, Action<Dictionary<string, string?>>? configure = null, string? data = null)
        => TestHost.StartAsync(NoService, database, s =>
        {
            // Roles belong to the whole server.
            s["Database:RolePrefix"] = database is null ? "s_" : "s" + new NpgsqlConnectionStringBuilder(database).Database + "_";
            s["Database:RoleSecret"] = "a secret that all hosts of the test share, long enough";
            configure?.Invoke(s);
        }, data: data, probe: false);

    /// <summary>Makes the database refuse the hosts, though not a superuser, or lets them in again.</summary>
    public static async Task AllowAsync(string database, bool allow)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var maintenance = new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ConnectionString;
        await ExecuteAsync(maintenance, $"ALTER DATABASE {name} CONNECTION LIMIT {(allow ? -1 : 0)}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>With the triggers off, as whoever owns the server can.</summary>
    public static Task TamperAsync(string database, string sql)
        => ExecuteAsync(database, $"ALTER TABLE strangler.flag_versions DISABLE TRIGGER ALL; {sql}; ALTER TABLE strangler.flag_versions ENABLE TRIGGER ALL");

    public static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
