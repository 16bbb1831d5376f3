using Monolith.Kernel.Data;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Data;

public sealed class ModuleConnectionsTests : IAsyncLifetime
{
    private ModuleConnections _connections = null!;

    public async Task InitializeAsync()
        => _connections = new("probe", $"{await TemporaryPostgres.CreateDatabaseAsync()};Maximum Pool Size=1", own: null, gate: null);

    public async Task DisposeAsync() => await _connections.DisposeAsync();

    [Fact]
    public async Task Open_Again_SendsNothingToResetTheConnection()
    {
        await OnAConnectionAsync("SET application_name = 'as it was left'");

        (await OnAConnectionAsync("SHOW application_name")).ShouldBe("as it was left");
    }

    [Fact]
    public async Task Open_AfterSomebodyLeftATransactionOpen_IsNotInIt()
    {
        await OnAConnectionAsync("BEGIN; CREATE TABLE left_behind (id int)");

        (await OnAConnectionAsync("SELECT to_regclass('left_behind') IS NULL")).ShouldBe(true);
    }

    [Fact]
    public async Task OpenListener_Closed_LeavesNobodyListening()
    {
        await using (var listener = await _connections.OpenListenerAsync(CancellationToken.None))
        {
            await ExecuteAsync(listener, "LISTEN probe");
            (await ExecuteAsync(listener, "SELECT count(*) FROM pg_listening_channels()")).ShouldBe(1L);
            // The only connection of the pool.
            (await OnAConnectionAsync("SELECT count(*) FROM pg_listening_channels()")).ShouldBe(0L);
        }

        (await OnAConnectionAsync("SELECT count(*) FROM pg_listening_channels()")).ShouldBe(0L);
    }

    private async Task<object?> OnAConnectionAsync(string sql)
    {
        await using var connection = await _connections.OpenConnectionAsync(CancellationToken.None);
        return await ExecuteAsync(connection, sql);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
