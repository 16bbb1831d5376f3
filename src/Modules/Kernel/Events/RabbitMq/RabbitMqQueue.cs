using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Events.Inbox;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>
/// One subscriber's queue while its channel lasts. A message is acknowledged after its handler's transaction has ended and the answer is on its way: what is lost before comes again, and the
/// inbox knows it. A message that is no event of its exchange's publisher is dropped; the outbox has what is due.
/// </summary>
internal sealed partial class RabbitMqQueue(string subscriber, RabbitMqTopology topology, EventCatalog catalog, EventInbox inbox, EventSettings settings, ILogger<RabbitMqQueue> logger) : IAsyncDisposable
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _slots = new(settings.Concurrency);
    private IChannel? _channel;
    private string? _tag;
    private volatile bool _isClosing;

    /// <summary>The broker, or the way to it, is gone.</summary>
    public Task Closed => _closed.Task;

    /// <exception cref="Exception">One of <see cref="RabbitMqFailures"/>.</exception>
    public async Task OpenAsync(RabbitMqConnection connection, IReadOnlyList<string> publishers, CancellationToken cancellationToken)
    {
        var concurrency = (ushort)settings.Concurrency;
        _channel = await connection.OpenChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: concurrency), cancellationToken);
        _channel.ChannelShutdownAsync += (_, _) => CloseAsync();
        await topology.DeclareQueueAsync(_channel, subscriber, publishers, cancellationToken);
        await _channel.BasicQosAsync(prefetchSize: 0, prefetchCount: concurrency, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, message) => ReceiveAsync(_channel, message);
        // The queue was deleted.
        consumer.UnregisteredAsync += (_, _) => CloseAsync();
        _tag = await _channel.BasicConsumeAsync(topology.QueueOf(subscriber), autoAck: false, consumer, cancellationToken);
    }

    /// <summary>Takes no more, and waits for what runs; what has come and not begun goes back to the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        if (_channel is { IsOpen: true } && _tag is not null)
        {
            try
            {
                await _channel.BasicCancelAsync(_tag);
            }
            catch (Exception e) when (RabbitMqFailures.Knows(e))
            {
                // It was just lost: there is nothing to cancel.
            }
        }

        // Every handler has its own limit; whoever comes now sees that it is too late.
        for (var slot = 0; slot < settings.Concurrency; slot++)
        {
            await _slots.WaitAsync();
        }

        _slots.Release(settings.Concurrency);
        await (_channel?.DisposeAsync() ?? ValueTask.CompletedTask);
        _slots.Dispose();
    }

    private Task CloseAsync()
    {
        _closed.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task ReceiveAsync(IChannel channel, BasicDeliverEventArgs message)
    {
        await _slots.WaitAsync();
        try
        {
            if (_isClosing)
            {
                return;
            }

            if (RabbitMqWire.ReadEvent(message.Body) is not { } received || message.Exchange != topology.ExchangeOf(received.Source))
            {
                LogRefused(subscriber, message.Exchange, message.Body.Length);
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: false);
                return;
            }

            var outcome = catalog.Find(subscriber, received.Type) is { } subscription
                ? await inbox.HandleAsync(subscription, received, CancellationToken.None)
                : DeliveryOutcome.Failed($"'{subscriber}' has no handler for {received.Type} here.");
            if (message.BasicProperties.ReplyTo is { } replyTo)
            {
                var (properties, body) = RabbitMqWire.Answer(message.BasicProperties.CorrelationId, outcome);
                await channel.BasicPublishAsync(exchange: "", replyTo, mandatory: false, properties, body);
            }

            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        }
        catch (Exception e) when (RabbitMqFailures.Knows(e))
        {
            LogUnanswered(e, subscriber);
        }
        finally
        {
            _slots.Release();
        }
    }

    [LoggerMessage(EventIds.EventDeliveryRefused, LogLevel.Warning, "A message of {Bytes} bytes for {Subscriber} by exchange {Exchange} is no event of that publisher, and was dropped")]
    private partial void LogRefused(string subscriber, string exchange, int bytes);

    [LoggerMessage(EventIds.EventBrokerLost, LogLevel.Warning, "The broker was lost before it knew what became of an event for {Subscriber}; it comes again")]
    private partial void LogUnanswered(Exception exception, string subscriber);
}
