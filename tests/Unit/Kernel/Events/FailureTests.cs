using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Admin;
using Monolith.Unit.RabbitMq;
using Shouldly;

namespace Monolith.Unit.Kernel.Events;

/// <summary>What fails is tried again, then put aside where somebody can see it; it is never taken for handled.</summary>
public abstract class FailureTests(EventTransport transport) : EventTest(transport)
{
    [EventFact]
    public async Task Handler_FailsTooOften_LeavesADeadLetterThatHoldsItsAggregate()
    {
        await using var host = await StartAsync();
        Fail(host, e => e.Data.Customer == "ann");
        var numbers = await host.SellAsync("ann", "ann", "bob");

        var letter = (await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0)).Single();

        letter.ShouldSatisfyAllConditions(
            () => letter.Attempts.ShouldBe(3),
            () => letter.Error.ShouldBe($"InvalidOperationException: No stock for {numbers[0]}."),
            () => (letter.Type, letter.Publisher, letter.Subscriber, letter.AggregateKey, letter.Waiting).ShouldBe(("shop.order-placed.v1", "shop", "stock", "ann", 1)));
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 1);
        // Once more where it was taken together with bob's: that is no attempt of its own.
        host.Stock.Entered.Count(e => e.Event.Data.Number == numbers[0]).ShouldBeInRange(3, 4);
        host.Stock.Entered.ShouldNotContain(e => e.Event.Data.Number == numbers[1]);
        (await Database.QueryAsync<long>("SELECT count(*) FROM stock.inbox_events")).ShouldBe(1, "a failure was remembered as handled");
        host.Logs.ShouldContain(line => line.Contains("is given up for stock after 3 attempts", StringComparison.Ordinal));
    }

    [EventFact]
    public async Task Redrive_OfADeadLetter_DeliversItAndWhatWaitedInOrder()
    {
        await using var host = await StartAsync();
        var isBroken = true;
        Fail(host, _ => Volatile.Read(ref isBroken));
        var numbers = await host.SellAsync("ann", "ann");
        var letter = (await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0)).Single();
        Volatile.Write(ref isBroken, false);

        (await ControlOf(host).RedriveAsync(new(letter.Id, null, null, All: false, "stock came"), "eve", default)).ShouldBe(new(1, 0));

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 2)).ShouldBe(numbers);
        (await DeadAsync(host)).ShouldBeEmpty();
        host.Logs.ShouldContain(line => line.Contains("Operator eve re-drove dead letters", StringComparison.Ordinal) && line.Contains("stock came", StringComparison.Ordinal));
    }

    [EventFact]
    public async Task Redrive_OfWhatStillFails_IsDeadAgainAfterAsManyAttempts()
    {
        await using var host = await StartAsync();
        Fail(host, _ => true);
        await host.SellAsync("ann");
        await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0);

        await ControlOf(host).RedriveAsync(new(null, null, null, All: true, "try"), "eve", default);

        await Wait.UntilAsync(() => Task.FromResult(host.Stock.Entered.Count), n => n >= 6);
        (await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0)).Single().Attempts.ShouldBe(3);
    }

    [EventFact]
    public async Task Discard_OfADeadLetter_LetsTheRestOfItsAggregateGoOn()
    {
        await using var host = await StartAsync();
        var poison = 0;
        Fail(host, e => Interlocked.CompareExchange(ref poison, e.Data.Number, 0) == 0 || e.Data.Number == poison);
        var numbers = await host.SellAsync("ann", "ann");
        var letter = (await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0)).Single();

        await ControlOf(host).DiscardAsync(new(letter.Id, "stock", "of no use"), "eve", default);

        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count > 0)).ShouldBe([numbers[1]]);
        (await ControlOf(host).ShowAsync(letter.Id, "eve", default)).Deliveries.Single().State.ShouldBe("discarded");
        (await Should.ThrowAsync<EventOrderException>(() => ControlOf(host).DiscardAsync(new(letter.Id, "stock", "again"), "eve", default))).Code.ShouldBe("unknown_event");
    }

    [EventFact]
    public async Task Handler_ThatTakesTooLong_HasFailed()
    {
        await using var host = await StartAsync(settings: [("Events:HandlerTimeout", "00:00:00.100"), ("Events:Lease", "00:00:05")]);
        host.Stock.BeforeWriting = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation);
        await host.SellAsync("ann");

        (await Wait.UntilAsync(() => DeadAsync(host), d => d.Count > 0)).Single().Error.ShouldContain("did not end within 00:00:00.1");
    }

    [EventFact]
    public async Task Orders_ThatCannotBe_AreRefusedWithACode()
    {
        await using var host = await StartAsync();
        var control = ControlOf(host);
        async Task<string> CodeOf(Func<Task> order) => (await Should.ThrowAsync<EventOrderException>(order)).Code;

        (await CodeOf(() => control.ShowAsync(Guid.NewGuid(), "eve", default))).ShouldBe("unknown_event");
        (await CodeOf(() => control.RedriveAsync(new(null, null, null, All: false, "x"), "eve", default))).ShouldBe("invalid_order");
        (await CodeOf(() => control.RedriveAsync(new(Guid.NewGuid(), null, null, All: false, "x"), "eve", default))).ShouldBe("unknown_event");
        (await CodeOf(() => control.RedriveAsync(new(null, null, null, All: true, " "), "eve", default))).ShouldBe("invalid_order");
        (await CodeOf(() => control.RedriveAsync(new(null, "nobody", null, All: false, "x"), "eve", default))).ShouldBe("unknown_publisher");
        (await CodeOf(() => control.ReplayAsync(new("shop", "nobody", null, "x"), "eve", default))).ShouldBe("unknown_subscriber");
        (await CodeOf(() => control.ReplayAsync(new("shop", null, null, "x"), "eve", default))).ShouldBe("invalid_order");
        (await CodeOf(() => control.ListDeadAsync(null, 0, default))).ShouldBe("invalid_order");
    }

    private static async Task<IReadOnlyList<DeadLetter>> DeadAsync(EventHost host) => (await ControlOf(host).ListDeadAsync(null, 100, default)).Letters;
}

public sealed class FailureOverPostgreSql() : FailureTests(EventTransport.PostgreSql);

public sealed class FailureOverRabbitMq() : FailureTests(EventTransport.RabbitMq), IOverRabbitMq;
