using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Admin;
using Monolith.Kernel.Modules;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.Postgres;
using Monolith.Unit.RabbitMq;
using Npgsql;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>A database for each test, and processes on it that bring events to each other by one transport.</summary>
public abstract class EventTest(EventTransport transport = EventTransport.PostgreSql) : IAsyncLifetime
{
    private protected TemporaryPostgres Database { get; } = new();

    private protected EventTransport Transport => transport;

    /// <summary>What every process of the test is told of the transport.</summary>
    private protected (string Key, string Value)[] TransportSettings { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        if (transport == EventTransport.RabbitMq)
        {
            TransportSettings = (await BrokerAsync()).SettingsFor(new NpgsqlConnectionStringBuilder(Database.ConnectionString).Database!);
        }
    }

    public Task DisposeAsync() => Database.DisposeAsync();

    private protected virtual Task<TestBroker> BrokerAsync() => TestBroker.SharedAsync();

    /// <summary>That the broker, killed, will have the queues of these subscribers again.</summary>
    private protected async Task QueuesAreWrittenAsync(params string[] subscribers)
    {
        var broker = await BrokerAsync();
        var prefix = TransportSettings.Single(s => s.Key == "Events:RabbitMq:Prefix").Value;
        await Wait.UntilAsync(() => Task.FromResult(subscribers.Count(s => broker.HasWritten($"{prefix}.events-for.{s}"))), written => written == subscribers.Length, TimeSpan.FromMinutes(4));
    }

    /// <summary>One that is quick to try again.</summary>
    private protected Task<EventHost> StartAsync(IReadOnlyList<IModule>? modules = null, params (string, string)[] settings)
        => StartProcessAsync(modules, settings: [("Events:MaxAttempts", "3"), ("Events:FirstRetry", "00:00:00.010"), ("Events:LongestRetry", "00:00:00.050"), .. settings]);

    private protected Task<EventHost> StartProcessAsync(
        IReadOnlyList<IModule>? modules = null, string name = "monolith", Uri? url = null, RemoteDefault? elsewhere = null, params (string, string)[] settings)
        => EventHost.StartAsync(Database.ConnectionString, modules, name, url, elsewhere, [.. TransportSettings, .. settings]);

    private protected static EventControl ControlOf(EventHost host) => host.Services.GetRequiredService<EventControl>();

    /// <summary>What a stock fails at.</summary>
    private protected static void Fail(EventHost host, Func<EventEnvelope<OrderPlaced>, bool> at)
        => host.Stock.BeforeCommit = (e, _) => at(e) ? throw new InvalidOperationException($"No stock for {e.Data.Number}.") : Task.CompletedTask;

    private protected static Task<List<Reservation>> ReservationsAsync(EventHost host)
        => host.QueryAsync<StockDbContext, List<Reservation>>(d => Task.FromResult(d.Reservations.OrderBy(r => r.Id).ToList()));

    private protected Task<long> StatesAsync(string state) => Database.QueryAsync<long>($"SELECT count(*) FROM shop.outbox_deliveries WHERE state = {state}");
}
