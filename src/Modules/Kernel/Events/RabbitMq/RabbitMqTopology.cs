using RabbitMQ.Client;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>
/// An exchange for each publisher, which only its processes should be allowed to write to: so the exchange that a message came by says who published it. A queue for each
/// subscriber, bound to the exchanges of those it subscribes to by its own name. Both survive the broker's restart, and whoever needs them makes them.
/// </summary>
internal sealed class RabbitMqTopology(RabbitMqSettings settings)
{
    // Messages are a few for each dispatching process: only a fault, or somebody else's client, makes a longer queue. What is refused stays in the outbox.
    private const int LongestQueue = 10_000;

    // One that takes its consumer down with it is not handed to the next for ever; the outbox has it all the same.
    private const int MostDeliveries = 3;

    private static readonly Dictionary<string, object?> QueueArguments = new(StringComparer.Ordinal)
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = MostDeliveries,
        ["x-max-length"] = LongestQueue,
        ["x-overflow"] = "reject-publish",
    };

    public string ExchangeOf(string publisher) => $"{settings.Prefix}.events.{publisher}";

    public string QueueOf(string subscriber) => $"{settings.Prefix}.events-for.{subscriber}";

    public Task DeclareExchangeAsync(IChannel channel, string publisher, CancellationToken cancellationToken)
        => channel.ExchangeDeclareAsync(ExchangeOf(publisher), ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);

    public async Task DeclareQueueAsync(IChannel channel, string subscriber, IEnumerable<string> publishers, CancellationToken cancellationToken)
    {
        await channel.QueueDeclareAsync(QueueOf(subscriber), durable: true, exclusive: false, autoDelete: false, QueueArguments, cancellationToken: cancellationToken);
        foreach (var publisher in publishers)
        {
            await DeclareExchangeAsync(channel, publisher, cancellationToken);
            await channel.QueueBindAsync(QueueOf(subscriber), ExchangeOf(publisher), routingKey: subscriber, cancellationToken: cancellationToken);
        }
    }
}
