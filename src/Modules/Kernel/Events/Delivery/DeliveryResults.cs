using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Outbox;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>Writes what came of a lane's deliveries: those that ended while the database was busy with the ones before go in one statement.</summary>
internal sealed partial class DeliveryResults(OutboxStore store, string subscriber, EventSettings settings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(LeasedDelivery Delivery, DeliveryOutcome Outcome)> _ended = Channel.CreateUnbounded<(LeasedDelivery, DeliveryOutcome)>(new() { SingleReader = true });
    private readonly HashSet<Task> _running = [];
    private readonly Lock _lock = new();

    public void Add(LeasedDelivery delivery, DeliveryOutcome outcome) => _ended.Writer.TryWrite((delivery, outcome));

    /// <summary>Deliveries that are under way: the end waits for them.</summary>
    public void Expect(Task deliveries)
    {
        lock (_lock)
        {
            _running.RemoveWhere(t => t.IsCompleted);
            _running.Add(deliveries);
        }
    }

    /// <summary>When all that is under way has ended, <see cref="WriteAllAsync"/> writes the rest and ends.</summary>
    public async Task EndAsync()
    {
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _ended.Writer.Complete();
    }

    /// <param name="onWritten">Told how many are over, and when a failed one may be tried again.</param>
    public async Task WriteAllAsync(Action<int, TimeSpan?> onWritten)
    {
        List<(LeasedDelivery Delivery, DeliveryOutcome Outcome)> batch = [];
        while (await _ended.Reader.WaitToReadAsync())
        {
            while (_ended.Reader.TryRead(out var ended))
            {
                batch.Add(ended);
            }

            var retry = await WriteAsync(batch);
            onWritten(batch.Count, retry);
            batch.Clear();
        }
    }

    private async Task<TimeSpan?> WriteAsync(IReadOnlyList<(LeasedDelivery Delivery, DeliveryOutcome Outcome)> batch)
    {
        // What cannot be written while its lease lasts is delivered again, and found handled.
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await WriteOnceAsync(batch);
            }
            catch (Exception e)
            {
                // Whatever it was: a lane whose results nobody writes takes no more events.
                LogNotWritten(e, store.Publisher, subscriber);
                if (time.GetElapsedTime(started) > settings.Lease || _ended.Reader.Completion.IsCompleted)
                {
                    return null;
                }

                await Task.Delay(Pause, time);
            }
        }
    }

    private async Task<TimeSpan?> WriteOnceAsync(IReadOnlyList<(LeasedDelivery Delivery, DeliveryOutcome Outcome)> batch)
    {
        if (Of(batch, DeliveryOutcomeKind.Handled) is { Count: > 0 } handled)
        {
            await store.CompleteAsync(subscriber, handled, CancellationToken.None);
            EventMetrics.CountDelivered(store.Publisher, subscriber, handled.Count);
        }

        if (batch.Where(b => b.Outcome.Kind is DeliveryOutcomeKind.Untried or DeliveryOutcomeKind.Unavailable).Select(b => b.Delivery).ToList() is { Count: > 0 } untried)
        {
            await store.ReleaseAsync(subscriber, untried, CancellationToken.None);
        }

        TimeSpan? first = null;
        foreach (var (delivery, outcome) in batch.Where(b => b.Outcome.Kind == DeliveryOutcomeKind.Failed))
        {
            var failures = delivery.Attempts + 1;
            TimeSpan? pause = failures >= settings.MaxAttempts ? null : Backoff.After(settings.FirstRetry, settings.LongestRetry, failures);
            await store.FailAsync(subscriber, delivery, outcome.Error!, pause, CancellationToken.None);
            EventMetrics.CountFailed(store.Publisher, subscriber);
            if (pause is null)
            {
                EventMetrics.CountDied(store.Publisher, subscriber);
                LogDead(delivery.Message.Type, delivery.Message.Id, subscriber, failures);
            }

            first = first < pause ? first : pause ?? first;
        }

        return first;
    }

    private static List<LeasedDelivery> Of(IEnumerable<(LeasedDelivery Delivery, DeliveryOutcome Outcome)> batch, DeliveryOutcomeKind kind)
        => [.. batch.Where(b => b.Outcome.Kind == kind).Select(b => b.Delivery)];

    [LoggerMessage(EventIds.EventDispatchFailed, LogLevel.Warning, "What became of events of {Publisher} for {Subscriber} could not be written; trying again")]
    private partial void LogNotWritten(Exception exception, string publisher, string subscriber);

    [LoggerMessage(EventIds.EventDead, LogLevel.Error, "{Type} {Id} is given up for {Subscriber} after {Attempts} attempts; './strangler events dead' lists it")]
    private partial void LogDead(string type, Guid id, string subscriber, int attempts);
}
