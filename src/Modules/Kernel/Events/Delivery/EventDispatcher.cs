using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Outbox;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// Delivers what this process's modules publish: a lane for each publisher and subscriber, woken by a commit in this process at once, by one elsewhere through NOTIFY, and without either by its poll.
/// Any number of processes may do it for the same outbox.
/// </summary>
internal sealed partial class EventDispatcher(
    OutboxStores stores, OutboxSignal signal, EventCarriers carriers, EventSettings settings, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger<EventDispatcher>();
    private readonly Dictionary<(string Publisher, string Subscriber), (DeliveryLane Lane, Task Running)> _lanes = [];
    private readonly Lock _lock = new();

    /// <summary>The lanes there are now, for figures and tests.</summary>
    public IReadOnlyList<(string Publisher, string Subscriber)> Lanes
    {
        get
        {
            lock (_lock)
            {
                return [.. _lanes.Keys];
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (stores.All.Count == 0)
        {
            return;
        }

        var doorbell = new Doorbell(stores, Wake, settings, time, loggers.CreateLogger<Doorbell>());
        signal.Listen(OnCommitted);
        try
        {
            await Task.WhenAll([doorbell.RingAsync(stoppingToken), .. settings.Dispatch ? [doorbell.ListenAsync(stoppingToken), OpenLanesAsync(stoppingToken)] : Array.Empty<Task>()]);
        }
        finally
        {
            signal.Listen(null);
        }

        void OnCommitted(string publisher)
        {
            Wake(publisher);
            doorbell.Announce(publisher);
        }
    }

    private void Wake(string publisher)
    {
        lock (_lock)
        {
            foreach (var (key, lane) in _lanes)
            {
                if (key.Publisher == publisher)
                {
                    lane.Lane.Wake();
                }
            }
        }
    }

    // Subscribers come with a new version of some other process: the table tells.
    private async Task OpenLanesAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var store in stores.All)
            {
                try
                {
                    foreach (var subscriber in await store.ListSubscribersAsync(stopping))
                    {
                        Open(store, subscriber, stopping);
                    }
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    break;
                }
                catch (Exception e)
                {
                    // Whatever it was: a dispatcher that ends takes the process with it.
                    LogFailed(e, store.Publisher);
                }
            }

            await Task.Delay(settings.PollInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task[] running;
        lock (_lock)
        {
            running = [.. _lanes.Values.Select(l => l.Running)];
        }

        await Task.WhenAll(running);
    }

    private static async Task RunAsync(DeliveryLane lane, CancellationToken stopping)
    {
        using (lane)
        {
            await lane.RunAsync(stopping);
        }
    }

    private void Open(OutboxStore store, string subscriber, CancellationToken stopping)
    {
        lock (_lock)
        {
            if (!_lanes.ContainsKey((store.Publisher, subscriber)) && carriers.To(subscriber) is { } carrier)
            {
                var lane = new DeliveryLane(store, subscriber, carrier, settings, time, loggers.CreateLogger<DeliveryLane>());
                _lanes.Add((store.Publisher, subscriber), (lane, Task.Run(() => RunAsync(lane, stopping), CancellationToken.None)));
            }
        }
    }

    [LoggerMessage(EventIds.EventDispatchFailed, LogLevel.Warning, "The subscribers of {Publisher} could not be read; trying again")]
    private partial void LogFailed(Exception exception, string publisher);
}
