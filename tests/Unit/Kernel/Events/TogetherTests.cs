using Monolith.ShopModule;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Where many events wait they share commits, and nothing else.</summary>
public sealed class TogetherTests : EventTest
{
    private const int Many = 200;

    [Fact]
    public async Task Many_ThatWait_AreHandledOnceInOrderWithFewCommits()
    {
        var numbers = await SellBeforeAnybodyListensAsync(i => $"customer {i % 40}");
        await using var host = await StartAsync();
        var commits = 0;
        host.Stock.AfterCommit = () => Task.FromResult(Interlocked.Increment(ref commits));
        await ReplayAsync(host);

        await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= Many);

        var reservations = await ReservationsAsync(host);
        reservations.Select(r => r.Number).ShouldBe(numbers, ignoreOrder: true);
        foreach (var customer in reservations.GroupBy(r => r.Customer))
        {
            customer.Select(r => r.Number).ShouldBeInOrder();
        }

        (await Database.QueryAsync<long>("SELECT count(*) FROM stock.inbox_events")).ShouldBe(Many);
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == Many);
        commits.ShouldBeLessThan(Many / 2);
    }

    [Fact]
    public async Task Poison_AmongMany_IsItsOwnFaultOnly()
    {
        await SellBeforeAnybodyListensAsync(i => $"customer {i}");
        await using var host = await StartAsync();
        Fail(host, e => e.Data.Customer == "customer 100");
        await ReplayAsync(host);

        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == Many - 1);

        (await host.ReservedAsync()).Count.ShouldBe(Many - 1);
        (await Database.QueryAsync<string>("SELECT string_agg(aggregate_key || ' ' || attempts, ',') FROM shop.outbox_deliveries WHERE attempts > 0")).ShouldBe("customer 100 3");
    }

    [Fact]
    public async Task Hanging_AmongMany_HoldsUpNobodyElse()
    {
        await SellBeforeAnybodyListensAsync(i => $"customer {i}");
        await using var host = await StartAsync(settings: [("Events:HandlerTimeout", "00:00:20"), ("Events:Lease", "00:01:00")]);
        var release = new TaskCompletionSource();
        host.Stock.BeforeWriting = (e, cancellation) => e.Data.Customer == "customer 100" ? release.Task.WaitAsync(cancellation) : Task.CompletedTask;
        await ReplayAsync(host);

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= Many - 1)).Count.ShouldBe(Many - 1);

        release.SetResult();
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == Many);
    }

    private async Task<IReadOnlyList<int>> SellBeforeAnybodyListensAsync(Func<int, string> customer)
    {
        await using var shop = await StartAsync([new TheShopModule()]);
        return await shop.SellAsync([.. Enumerable.Range(0, Many).Select(customer)]);
    }

    private static Task ReplayAsync(EventHost host) => ControlOf(host).ReplayAsync(new("shop", "stock", null, "new"), "eve", default);
}
