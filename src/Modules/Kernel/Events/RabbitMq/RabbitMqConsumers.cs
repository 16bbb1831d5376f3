using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Catalog;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Events.Inbox;
using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>Empties the queues of the subscribers that are placed in this process, each by a channel of its own, and comes back with a growing pause whenever the broker was away.</summary>
internal sealed partial class RabbitMqConsumers(
    RabbitMqConnection connection, RabbitMqTopology topology, EventCatalog catalog, RemoteModules remotes, EventInbox inbox, EventSettings settings, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = loggers.CreateLogger<RabbitMqConsumers>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => settings.RabbitMq.Consume
            ? Task.WhenAll(catalog.Subscriptions.Where(s => remotes.Find(s.Subscriber) is null).GroupBy(s => s.Subscriber, s => s.Event.Publisher, StringComparer.Ordinal).Select(s => ConsumeAsync(s.Key, [.. s.Distinct(StringComparer.Ordinal)], stoppingToken)))
            : Task.CompletedTask;

    private async Task ConsumeAsync(string subscriber, IReadOnlyList<string> publishers, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                await using var queue = new RabbitMqQueue(subscriber, topology, catalog, inbox, settings, loggers.CreateLogger<RabbitMqQueue>());
                await queue.OpenAsync(connection, publishers, stopping);
                failures = 0;
                await queue.Closed.WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Also what nobody foresaw: a consumer that ends takes the process with it.
                LogFailed(e, subscriber);
            }

            await Task.Delay(Backoff.After(FirstPause, LongestPause, ++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventIds.EventBrokerLost, LogLevel.Warning, "The queue of {Subscriber} cannot be read; trying again")]
    private partial void LogFailed(Exception exception, string subscriber);
}
