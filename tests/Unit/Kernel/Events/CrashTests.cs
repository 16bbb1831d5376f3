using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Events;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.RabbitMq;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Real processes, killed at each step: no event is lost and none takes effect twice.</summary>
public abstract class CrashTests(EventTransport transport) : EventTest(transport)
{
    private const int Kills = 9;

    // Nothing changes while a killed broker starts again.
    private static readonly TimeSpan Restart = TimeSpan.FromMinutes(4);

    private static readonly (string, string)[] Idle = [("Events:Dispatch", "false"), ("Events:RabbitMq:Consume", "false")];

    // 10000 are for a machine with time.
    private int Orders { get; } = int.Parse(Environment.GetEnvironmentVariable("EVENTS_UNDER_KILLS") ?? "1000", CultureInfo.InvariantCulture);

    [EventFact]
    public async Task Publisher_KilledBetweenCommitAndDispatch_LosesNothing()
    {
        await using var tables = await PrepareAsync();
        using (var publisher = Start(("Events:Dispatch", "false"), ("Orders", "100")))
        {
            await publisher.SaysAsync("sold");
            await publisher.KillAsync();
        }

        (await StatesAsync("1")).ShouldBeGreaterThanOrEqualTo(200);
        using var next = Start();

        await AllHandledOnceAsync(tables);
    }

    [EventTheory]
    [InlineData("before-writing")]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task Subscriber_KilledAtOneStepOfADelivery_HandlesTheEventOnce(string point)
    {
        await using var tables = await PrepareAsync();
        await tables.SellAsync("ann", "ann", "bob");
        using (var subscriber = Start(("HangAt", point)))
        {
            await subscriber.SaysAsync($"at {point}");
            await subscriber.KillAsync();
        }

        using var next = Start();

        await AllHandledOnceAsync(tables);
    }

    [EventFact]
    public async Task Thousands_UnderKillsOfEveryProcess_AreHandledOnceAndInOrder()
    {
        await using var tables = await PrepareAsync();
        ShopProcess[] processes = [Sell(), Deliver(), Deliver()];
        for (var kill = 0; kill < Kills; kill++)
        {
            var slot = kill % processes.Length;
            await processes[slot].SaysAsync("up");
            // In the midst of its work, however slow the machine.
            await Task.Delay(Random.Shared.Next(100, 800));
            await processes[slot].KillAsync();
            processes[slot].Dispose();
            processes[slot] = slot == 0 ? Sell() : Deliver();
            if (kill == Kills / 2)
            {
                await KillBrokerAsync();
            }
        }

        await Wait.WhileItGoesOnAsync(() => tables.QueryAsync<ShopDbContext, long>(d => d.Orders.LongCountAsync()), orders => orders >= Orders, Restart);
        await processes[0].SaysAsync("sold");
        await AllHandledOnceAsync(tables);
        foreach (var process in processes)
        {
            process.Dispose();
        }

        ShopProcess Sell() => Start(("Orders", $"{Orders}"));

        ShopProcess Deliver() => Start();
    }

    /// <summary>Where there is one: as kill -9, and starts it again.</summary>
    private protected virtual Task KillBrokerAsync() => Task.CompletedTask;

    // Makes the tables, and looks at them; delivers nothing.
    private Task<EventHost> PrepareAsync() => StartProcessAsync([new TheShopModule(), new TheStockModule(), new TheMailModule()], settings: Idle);

    private ShopProcess Start(params (string, string)[] settings) => ShopProcess.Start(Database.ConnectionString, [.. TransportSettings, .. settings]);

    private async Task AllHandledOnceAsync(EventHost tables)
    {
        await Wait.WhileItGoesOnAsync(() => StatesAsync("1"), waiting => waiting == 0, Restart);
        var orders = await tables.QueryAsync<ShopDbContext, List<Order>>(d => d.Orders.OrderBy(o => o.Number).ToListAsync());
        orders.ShouldNotBeEmpty();
        foreach (var handled in new[] { await tables.ReservedAsync(), await tables.ConfirmedAsync() })
        {
            handled.Order().ShouldBe(orders.Select(o => o.Number));
            foreach (var customer in handled.GroupBy(orders.ToDictionary(o => o.Number, o => o.Customer).GetValueOrDefault))
            {
                // Numbers are given before the commit, positions while committing: order is by these.
                customer.ShouldBe(await PublishedAsync(customer.Key!));
            }
        }
    }

    private async Task<int[]> PublishedAsync(string customer)
        => await Database.QueryAsync<int[]>($"SELECT array_agg((data->>'number')::int ORDER BY position) FROM shop.outbox_events WHERE aggregate_key = '{customer}'") ?? [];
}

public sealed class CrashOverPostgreSql() : CrashTests(EventTransport.PostgreSql);

[Collection(TestBroker.Killing)]
public sealed class CrashOverRabbitMq() : CrashTests(EventTransport.RabbitMq), IOverRabbitMq
{
    private protected override Task<TestBroker> BrokerAsync() => TestBroker.KillableAsync();

    private protected override async Task KillBrokerAsync()
    {
        await QueuesAreWrittenAsync("stock", "mail");
        var broker = await BrokerAsync();
        await broker.KillAsync();
        await broker.StartAgainAsync();
    }
}
