using System.Net;
using System.Net.Sockets;
using Monolith.Host.DataCutover;
using Monolith.Kernel.Data.Ownership;
using Monolith.Strangler.Cutover;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Host.DataCutover;

public sealed class DataLookoutTests
{
    [Fact]
    public async Task Recent_OwnershipHasChanged_IsSeenASecondLater()
    {
        var (monolith, own) = (await PreparedAsync("ceded", epoch: 2), await PreparedAsync("owner", epoch: 2));
        var time = new ManualTime();
        var lookout = new DataLookout(() => [new MovableModule("wallet", monolith, own)], time);

        var before = await lookout.RecentAsync(CancellationToken.None);
        await ExecuteAsync(own, "UPDATE cutover_wallet.ownership SET state = 'fenced', epoch = 3");
        var atOnce = await lookout.RecentAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await lookout.RecentAsync(CancellationToken.None);

        atOnce.ShouldBeSameAs(before, "whoever asks in a hurry must not cost two databases a connection each time");
        before.Modules.ShouldHaveSingleItem().Owner.ShouldBe(Place.Own);
        var module = later.Modules.ShouldHaveSingleItem();
        (module.Owner, module.Epoch, later.At).ShouldBe((null, 3, time.GetUtcNow()));
        lookout.Latest.ShouldBeSameAs(later);
    }

    [Fact]
    public async Task Recent_DatabasesThatSayNothing_KeepsNobodyWaiting()
    {
        // Takes connections, as a server does that hangs.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var connection = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=x;Timeout=300";
        var lookout = new DataLookout(() => [new MovableModule("wallet", connection, connection)], TimeProvider.System);

        var sight = await lookout.RecentAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        (sight.Modules.Count, sight.At).ShouldBe((0, DateTimeOffset.MinValue));
        await Should.ThrowAsync<TimeoutException>(() => lookout.LookAsync().WaitAsync(TimeSpan.FromSeconds(120)));
    }

    private static async Task<string> PreparedAsync(string state, long epoch)
    {
        var database = await TemporaryPostgres.CreateDatabaseAsync();
        await ExecuteAsync(database,
            $"CREATE SCHEMA cutover_wallet; CREATE TABLE cutover_wallet.ownership AS SELECT '{state}' AS state, {epoch}::bigint AS epoch, now() AS changed_at");
        return database;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
