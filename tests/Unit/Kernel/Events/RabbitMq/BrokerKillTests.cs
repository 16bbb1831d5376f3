using Monolith.Kernel.Events;
using Monolith.MailModule;
using Monolith.ShopModule;
using Monolith.StockModule;
using Monolith.Unit.RabbitMq;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events.RabbitMq;

/// <summary>A broker that is killed, and starts again on what it has written: nothing is lost and nothing takes effect twice, wherever an event was on its way.</summary>
[Collection(TestBroker.Killing)]
public sealed class BrokerKillTests() : EventTest(EventTransport.RabbitMq), IOverRabbitMq
{
    private const int Subscribers = 2;

    // The end of a connection is to be noticed by itself, and what lies in a queue is not to expire while the broker starts: on a busy machine that takes minutes.
    private static readonly (string, string)[] Patient = [("Events:HandlerTimeout", "00:05:00"), ("Events:Lease", "00:10:00")];
    private static readonly TimeSpan Restart = TimeSpan.FromMinutes(4);

    [EventFact]
    public async Task Broker_KilledWithAnEventAtEachStep_EachTakesEffectOnce()
    {
        using var wire = new BrokerWire(await BrokerAsync());
        await using var publisher = await StartAsync(wire, ("Events:RabbitMq:Consume", "false"));
        await using var subscriber = await StartAsync(wire, ("Events:Dispatch", "false"));
        // Cut before they end, they do not wait for what was withheld when the test fails.
        using var cut = wire;
        var handling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Stock.BeforeCommit = (e, _) => e.Data.Customer == "being handled" && handling.TrySetResult() ? wire.AllLostAsync() : Task.CompletedTask;
        var over = await SellAsync(publisher, "over");
        await AllHandledOnceAsync(subscriber, over);
        await QueuesAreWrittenAsync("stock", "mail");

        // One after the other, the furthest first: what is lost of an event is lost of those after it, too, which never get that far.
        var untold = await SellAsync(publisher, "outcome lost", wire, BrokerStep.Outcome);
        await PassedAsync(wire, BrokerStep.Acknowledge, 2 * Subscribers);
        wire.LetPass(BrokerStep.Outcome);
        var kept = await SellAsync(publisher, "acknowledgement lost", wire, BrokerStep.Acknowledge);
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 2 * Subscribers);
        var unanswered = await SellAsync(publisher, "answer lost", wire, BrokerStep.Answer);
        var begun = await SellAsync(publisher, "being handled", wire, BrokerStep.Answer, from: Subscribers - 1);
        await handling.Task.WaitAsync(Restart);
        var queued = await SellAsync(publisher, "delivery lost", wire, BrokerStep.Deliver);
        await PassedAsync(wire, BrokerStep.Confirm, wire.Passed(BrokerStep.Publish));
        var unconfirmed = await SellAsync(publisher, "confirm lost", wire, BrokerStep.Confirm);
        var unpublished = await SellAsync(publisher, "event lost", wire, BrokerStep.Publish);

        (await Database.QueryAsync<string[]>("SELECT array_agg(DISTINCT aggregate_key ORDER BY aggregate_key) FROM shop.outbox_deliveries WHERE state = 2")).ShouldBe(["acknowledgement lost", "over"]);
        (await subscriber.ReservedAsync()).ShouldBe([over, untold, kept, unanswered]);
        (await subscriber.ConfirmedAsync()).ShouldBe([over, untold, kept, unanswered, begun]);
        await LostAsync(wire, BrokerStep.Deliver, 2 * Subscribers);
        // Of what was handled, and of nothing that is being handled.
        await LostAsync(wire, BrokerStep.Acknowledge, (3 * Subscribers) - 1);

        await KillAsync(wire);
        var before = wire.Passed(BrokerStep.Acknowledge);
        await (await BrokerAsync()).StartAgainAsync();

        // What a queue has still comes from there, and what the outbox does not know to be handled is sent again: many come twice.
        int[] inQueues = [kept, unanswered, begun, queued, unconfirmed];
        int[] inOutbox = [untold, unanswered, begun, queued, unconfirmed, unpublished];
        await PassedAsync(wire, BrokerStep.Acknowledge, before + (Subscribers * (inQueues.Length + inOutbox.Length)));
        await AllHandledOnceAsync(subscriber, over, untold, kept, unanswered, begun, queued, unconfirmed, unpublished);
    }

    [EventFact]
    public async Task Broker_KilledWhileNothingIsUnderWay_CarriesWhatIsPublishedMeanwhile()
    {
        using var wire = new BrokerWire(await BrokerAsync());
        await using var publisher = await StartAsync(wire, ("Events:RabbitMq:Consume", "false"));
        await using var subscriber = await StartAsync(wire, ("Events:Dispatch", "false"));
        var over = await SellAsync(publisher, "over");
        await PassedAsync(wire, BrokerStep.Acknowledge, Subscribers);
        await AllHandledOnceAsync(subscriber, over);
        await QueuesAreWrittenAsync("stock", "mail");

        await KillAsync(wire);
        var meanwhile = await SellAsync(publisher, "meanwhile");
        (await StatesAsync("1")).ShouldBe(Subscribers);
        await (await BrokerAsync()).StartAgainAsync();

        await AllHandledOnceAsync(subscriber, over, meanwhile);
        wire.Passed(BrokerStep.Acknowledge).ShouldBe(2 * Subscribers);
    }

    private protected override Task<TestBroker> BrokerAsync() => TestBroker.KillableAsync();

    private Task<EventHost> StartAsync(BrokerWire wire, (string, string) part)
        => StartAsync([new TheShopModule(), new TheStockModule(), new TheMailModule()], [part, .. Patient, ("Events:RabbitMq:Port", $"{wire.Port}")]);

    private static async Task<int> SellAsync(EventHost publisher, string customer) => (await publisher.SellAsync(customer)).Single();

    /// <summary>One more event, which gets to this step and no further on its way to so many subscribers.</summary>
    private static async Task<int> SellAsync(EventHost publisher, string customer, BrokerWire wire, BrokerStep lost, int from = Subscribers)
    {
        var before = wire.Withheld(lost);
        wire.Withhold(lost);
        var number = await SellAsync(publisher, customer);
        await LostAsync(wire, lost, before + from);
        return number;
    }

    private static async Task LostAsync(BrokerWire wire, BrokerStep step, int times)
        => (await Wait.UntilAsync(() => Task.FromResult(wire.Withheld(step)), withheld => withheld >= times)).ShouldBe(times);

    private static Task PassedAsync(BrokerWire wire, BrokerStep step, int times) => Wait.UntilAsync(() => Task.FromResult(wire.Passed(step)), passed => passed >= times, Restart);

    private async Task KillAsync(BrokerWire wire)
    {
        await (await BrokerAsync()).KillAsync();
        await wire.AllLostAsync().WaitAsync(Restart);
        Array.ForEach(Enum.GetValues<BrokerStep>(), wire.LetPass);
    }

    /// <summary>In whatever order, and none of them counts as a failure of anybody's.</summary>
    private async Task AllHandledOnceAsync(EventHost subscriber, params IReadOnlyList<int> sold)
    {
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == sold.Count * Subscribers, Restart);
        (await subscriber.ReservedAsync()).Order().ShouldBe(sold);
        (await subscriber.ConfirmedAsync()).Order().ShouldBe(sold);
        (await Database.QueryAsync<long>("SELECT sum(attempts) FROM shop.outbox_deliveries")).ShouldBe(0);
    }
}
