using System.Collections.Concurrent;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Delivery;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>
/// Sends events by one channel and waits for their outcomes on it. (1) The broker confirms that a quorum has the message, or that no queue takes it; (2) the subscriber answers, by the reply
/// address that lives as long as this channel. Whatever is missing makes it unavailable: the outbox tries again, and the inbox knows what was handled.
/// </summary>
internal sealed class RabbitMqSender(RabbitMqConnection connection, RabbitMqTopology topology, EventCatalog catalog, EventSettings settings) : IAsyncDisposable
{
    // The broker's own queue of that name: no queue is made, and answers are never written to disk.
    private const string ReplyTo = "amq.rabbitmq.reply-to";

    // What the way there and back may take beyond the handler.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<DeliveryOutcome>> _waiting = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private IChannel? _channel;

    /// <exception cref="Exception">One of <see cref="RabbitMqFailures"/>.</exception>
    public async Task<DeliveryOutcome> SendAsync(string subscriber, EventMessage message, CancellationToken cancellationToken)
    {
        var useful = settings.HandlerTimeout + Allowance;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(useful);
        var channel = await ChannelAsync(patience.Token);
        var correlation = Guid.NewGuid().ToString("N");
        var outcome = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[correlation] = outcome;
        try
        {
            await channel.BasicPublishAsync(
                topology.ExchangeOf(message.Source), subscriber, mandatory: true, RabbitMqWire.Properties(message, correlation, ReplyTo, useful), RabbitMqWire.Body(message), patience.Token);
            // The answers of a channel that is gone go nowhere.
            return channel.IsOpen ? await outcome.Task.WaitAsync(patience.Token) : DeliveryOutcome.Unavailable("RabbitMQ: the connection was lost.");
        }
        catch (PublishException e) when (e.IsReturn)
        {
            return DeliveryOutcome.Unavailable($"RabbitMQ has no queue {topology.QueueOf(subscriber)}: no process with this subscriber has connected yet.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Unavailable($"Nobody answered by RabbitMQ within {useful}.");
        }
        finally
        {
            _waiting.TryRemove(correlation, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_channel?.DisposeAsync() ?? ValueTask.CompletedTask);
        _turn.Dispose();
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_channel is not { IsOpen: true })
            {
                await (_channel?.DisposeAsync() ?? ValueTask.CompletedTask);
                _channel = await OpenAsync(cancellationToken);
            }

            return _channel;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        var channel = await connection.OpenChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var publisher in catalog.Publishers)
        {
            await topology.DeclareExchangeAsync(channel, publisher, cancellationToken);
        }

        var answers = new AsyncEventingBasicConsumer(channel);
        answers.ReceivedAsync += (_, answer) =>
        {
            if (answer.BasicProperties.CorrelationId is { } correlation && _waiting.TryGetValue(correlation, out var waiting))
            {
                waiting.TrySetResult(RabbitMqWire.ReadOutcome(answer.BasicProperties, answer.Body));
            }

            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetResult(DeliveryOutcome.Unavailable($"RabbitMQ: {reason.ReplyText}"));
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(ReplyTo, autoAck: true, answers, cancellationToken);
        return channel;
    }
}
