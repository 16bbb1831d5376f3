using Monolith.Kernel.Events;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Events of one aggregate are handled in their order, and those of others do not wait for them.</summary>
public abstract class OrderTests(EventTransport transport) : EventTest(transport)
{
    [EventFact]
    public async Task Earlier_Fails_LaterOfTheAggregateWaitsAndOthersGoOn()
    {
        await using var host = await StartAsync(settings: ("Events:MaxAttempts", "100"));
        var isBroken = true;
        Fail(host, e => e.Data.Customer == "ann" && Volatile.Read(ref isBroken));

        var numbers = await host.SellAsync("ann", "ann", "bob", "ann", "cas");

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 2)).ShouldBe([numbers[2], numbers[4]], ignoreOrder: true);
        await Wait.UntilAsync(() => Task.FromResult(host.Stock.Entered.Count(e => e.Event.Data.Customer == "ann")), tries => tries >= 4);
        host.Stock.Entered.Where(e => e.Event.Data.Customer == "ann").ShouldAllBe(e => e.Event.Data.Number == numbers[0], "the later ones were tried before their turn");

        Volatile.Write(ref isBroken, false);
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 5);
        (await ReservationsAsync(host)).Where(r => r.Customer == "ann").Select(r => r.Number).ShouldBe([numbers[0], numbers[1], numbers[3]]);
    }

    [EventFact]
    public async Task Handler_ThatHangs_HoldsUpNobodyElse()
    {
        await using var host = await StartAsync(settings: [("Events:HandlerTimeout", "00:00:30"), ("Events:Lease", "00:01:00")]);
        var release = new TaskCompletionSource();
        host.Stock.BeforeWriting = (e, _) => e.Data.Customer == "ann" ? release.Task : Task.CompletedTask;

        await host.SellAsync("ann", "ann");
        await Wait.UntilAsync(() => Task.FromResult(host.Stock.Entered.Count), entered => entered > 0);
        await host.SellAsync([.. Enumerable.Range(0, 30).Select(i => $"customer {i}")]);
        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 30)).Count.ShouldBe(30);

        release.SetResult();
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 32);
    }

    [EventFact]
    public async Task ManyAggregates_WithFailuresAndTwoDispatchers_AreEachInOrderAndOnce()
    {
        await using var first = await StartAsync(settings: ("Events:MaxAttempts", "100"));
        await using var second = await StartAsync(settings: ("Events:MaxAttempts", "100"));
        Fail(first, _ => Random.Shared.Next(4) == 0);
        Fail(second, _ => Random.Shared.Next(4) == 0);

        var numbers = new List<int>();
        foreach (var round in Enumerable.Range(0, 20))
        {
            numbers.AddRange(await (round % 2 == 0 ? first : second).SellAsync("ann", "bob", "cas", "ann", "dan", "bob"));
        }

        await Wait.UntilAsync(first.ReservedAsync, r => r.Count >= numbers.Count);
        var reservations = await ReservationsAsync(first);
        reservations.Select(r => r.Number).ShouldBe(numbers, ignoreOrder: true);
        foreach (var customer in reservations.GroupBy(r => r.Customer))
        {
            customer.Select(r => r.Number).ShouldBeInOrder();
        }
    }
}

public sealed class OrderOverPostgreSql() : OrderTests(EventTransport.PostgreSql);

public sealed class OrderOverRabbitMq() : OrderTests(EventTransport.RabbitMq), IOverRabbitMq;
