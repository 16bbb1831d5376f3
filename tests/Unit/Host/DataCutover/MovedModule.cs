using Monolith.Kernel.Data.Ownership;
using Monolith.Unit.Postgres;
using Npgsql;

namespace Monolith.Unit.Host.DataCutover;

/// <summary>Two databases that say, by their ownership rows alone, that a module's own has its data, at epoch 2.</summary>
internal static class MovedModule
{
    public static async Task<MovableModule> CreateAsync(string schema) => new(schema, await PreparedAsync(schema, "ceded"), await PreparedAsync(schema, "owner"));

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Carries a statement out whose transaction stays open until what is returned is disposed of.</summary>
    public static async Task<IAsyncDisposable> BeginAsync(string connectionString, string sql)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<string> PreparedAsync(string schema, string state)
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await ExecuteAsync(database, $"CREATE SCHEMA cutover_{schema}; CREATE TABLE cutover_{schema}.ownership AS SELECT '{state}' AS state, 2::bigint AS epoch, now() AS changed_at");
        return database;
    }
}
