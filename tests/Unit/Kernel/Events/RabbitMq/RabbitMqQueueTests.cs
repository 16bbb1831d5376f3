using System.Text;
using Monolith.Kernel.Events;
using Monolith.Unit.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Shouldly;

namespace Monolith.Unit.Kernel.Events.RabbitMq;

/// <summary>What lies in a subscriber's queue, whoever put it there.</summary>
public sealed class RabbitMqQueueTests() : EventTest(EventTransport.RabbitMq), IOverRabbitMq
{
    [EventFact]
    public async Task Queue_OfASubscriber_IsAQuorumThatOutlivesTheBroker()
    {
        await using var host = await StartedAsync();
        await using var connection = await (await BrokerAsync()).ConnectAsync();
        Dictionary<string, object?> asItIs = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 3, ["x-max-length"] = 10_000, ["x-overflow"] = "reject-publish" };
        await using var channel = await connection.CreateChannelAsync();

        // The broker lets nobody declare it otherwise than it is.
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, asItIs);
        asItIs["x-max-length"] = 10_001;
        await Should.ThrowAsync<OperationInterruptedException>(() => channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, asItIs));
    }

    [EventFact]
    public async Task Message_ThatComesTwice_TakesEffectOnce()
    {
        await using var host = await StartedAsync();
        await using var connection = await (await BrokerAsync()).ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        for (var copy = 0; copy < 5; copy++)
        {
            await channel.BasicPublishAsync($"{Prefix}.events.shop", "stock", mandatory: true, Encoding.UTF8.GetBytes(Event(7)));
        }

        await host.SellAsync("bob");
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count >= 2);
        (await host.ReservedAsync()).Count(n => n == 7).ShouldBe(1);
    }

    [EventFact]
    public async Task Message_ThatIsNoEventOfItsExchange_IsDroppedAndHoldsUpNothing()
    {
        await using var host = await StartedAsync();
        await using var connection = await (await BrokerAsync()).ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        // Who may write to another exchange may still not publish for the shop.
        await channel.ExchangeDeclareAsync($"{Prefix}.events.mail", ExchangeType.Direct, durable: true);
        await channel.QueueBindAsync(Queue, $"{Prefix}.events.mail", "stock");
        await channel.BasicPublishAsync($"{Prefix}.events.mail", "stock", mandatory: true, Encoding.UTF8.GetBytes(Event(7)));
        await channel.BasicPublishAsync("", Queue, mandatory: true, Encoding.UTF8.GetBytes(Event(8)));
        await channel.BasicPublishAsync($"{Prefix}.events.shop", "stock", mandatory: true, Encoding.UTF8.GetBytes("no JSON"));
        await channel.BasicPublishAsync($"{Prefix}.events.shop", "stock", mandatory: true, new byte[200_000]);

        var number = (await host.SellAsync("bob")).Single();

        await Wait.UntilAsync(() => Task.FromResult(host.Logs.Count(l => l.Contains("was dropped", StringComparison.Ordinal))), dropped => dropped == 4);
        (await Wait.UntilAsync(host.ReservedAsync, r => r.Count > 0)).ShouldBe([number]);
        (await channel.MessageCountAsync(Queue)).ShouldBe(0u);
    }

    private string Queue => $"{Prefix}.events-for.stock";

    private string Prefix => TransportSettings.Single(s => s.Key == "Events:RabbitMq:Prefix").Value;

    private static string Event(int number)
        => $$$"""{"id":"0193c2f0-0000-7000-8000-00000000000{{{number}}}","type":"shop.order-placed.v1","occurredAt":"2026-01-01T00:00:00Z","tenant":null,"userId":1,"correlationId":"c","aggregateKey":"ann","data":{"number":{{{number}}},"customer":"ann"}}""";

    // With its queue.
    private async Task<EventHost> StartedAsync()
    {
        var host = await StartAsync();
        await host.SellAsync("first");
        await Wait.UntilAsync(host.ReservedAsync, r => r.Count == 1);
        await Database.QueryAsync<int>("TRUNCATE stock.reservations");
        return host;
    }
}
