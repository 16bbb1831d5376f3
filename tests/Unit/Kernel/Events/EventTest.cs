using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Admin;
using Monolith.Kernel.Modules;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>A database for each test, and hosts on it that are quick to try again.</summary>
public abstract class EventTest : IAsyncLifetime
{
    private protected TemporaryPostgres Database { get; } = new();

    public Task InitializeAsync() => Database.InitializeAsync();

    public Task DisposeAsync() => Database.DisposeAsync();

    private protected Task<EventHost> StartAsync(IReadOnlyList<IModule>? modules = null, params (string, string)[] settings)
        => EventHost.StartAsync(
            Database.ConnectionString, modules,
            settings: [("Events:MaxAttempts", "3"), ("Events:FirstRetry", "00:00:00.010"), ("Events:LongestRetry", "00:00:00.050"), .. settings]);

    private protected static EventControl ControlOf(EventHost host) => host.Services.GetRequiredService<EventControl>();

    /// <summary>What a stock fails at.</summary>
    private protected static void Fail(EventHost host, Func<EventEnvelope<OrderPlaced>, bool> at)
        => host.Stock.BeforeCommit = (e, _) => at(e) ? throw new InvalidOperationException($"No stock for {e.Data.Number}.") : Task.CompletedTask;

    private protected static Task<List<Reservation>> ReservationsAsync(EventHost host)
        => host.QueryAsync<StockDbContext, List<Reservation>>(d => Task.FromResult(d.Reservations.OrderBy(r => r.Id).ToList()));

    private protected Task<long> StatesAsync(string state) => Database.QueryAsync<long>($"SELECT count(*) FROM shop.outbox_deliveries WHERE state = {state}");
}
