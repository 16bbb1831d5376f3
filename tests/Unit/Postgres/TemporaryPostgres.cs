using Npgsql;
using Xunit;

namespace Monolith.Unit.Postgres;

/// <summary>
/// A fresh, empty database on the run's own PostgreSQL, as an <see cref="IClassFixture{TFixture}"/> (one per test class) or made by hand.
/// The connection is the superuser's.
/// </summary>
public sealed class TemporaryPostgres : IAsyncLifetime
{
    private static int _databases;

    /// <summary>Connects to the database of this fixture.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>A pool on <see cref="ConnectionString"/>.</summary>
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public async Task DisposeAsync() => await DataSource.DisposeAsync();

    /// <summary>Makes one more empty database and returns how to connect to it.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await TemporaryCluster.ConnectionStringAsync();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Runs one statement and returns its first value; null for none.</summary>
    public async Task<T?> QueryAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
