using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Outbox;

namespace Monolith.Kernel.Events.Delivery;

/// <summary>
/// Delivers one publisher's events to one subscriber, as long as the process runs. Each pair has a lane of its own: a subscriber that is slow or down holds up nobody else. Within it
/// aggregates are handled side by side and the events of one aggregate one after the other; none waits for another aggregate's.
/// </summary>
internal sealed partial class DeliveryLane(OutboxStore store, string subscriber, IEventCarrier carrier, EventSettings settings, TimeProvider time, ILogger<DeliveryLane> logger) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // A transaction that is longer is not cheaper, and holds its locks for longer.
    private const int MostTogether = 25;

    // Under load: looking costs the same for one event and for a hundred.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(4);

    private readonly WakeUp _wakeUp = new(time);
    private readonly SemaphoreSlim _slots = new(settings.Concurrency);
    private readonly Parcels _parcels = new(time);
    private readonly DeliveryResults _results = new(store, subscriber, settings, time, logger);
    private int _inHand;
    private int _unavailable;
    private volatile bool _mayBeMore;

    /// <summary>There may be something to do.</summary>
    public void Wake() => _wakeUp.Now();

    public async Task RunAsync(CancellationToken stopping)
    {
        var ending = _results.WriteAllAsync(OnWritten);
        var failures = 0;
        long? looked = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!_wakeUp.IsPaused)
                {
                    if (looked is { } last && BetweenLooks - time.GetElapsedTime(last) is { Ticks: > 0 } early)
                    {
                        await Task.Delay(early, time, stopping);
                    }

                    looked = time.GetTimestamp();
                    await TakeAsync(stopping);
                }

                failures = 0;
                await _wakeUp.WaitAsync(settings.PollInterval, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Whatever it was: a lane that ends is not opened again, and its subscriber hears nothing more.
                LogFailed(e, store.Publisher, subscriber);
                await Task.Delay(Backoff.After(FirstPause, LongestPause, ++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // What runs may end; what has not begun is given back, so that another process has it now and not when the lease is over.
        await _results.EndAsync();
        await ending;
    }

    public void Dispose() => _slots.Dispose();

    private async Task TakeAsync(CancellationToken stopping)
    {
        var free = settings.BatchSize - Volatile.Read(ref _inHand);
        // Events behind those in hand can only be taken after them.
        _mayBeMore |= free < settings.BatchSize;
        // While every slot is busy what is taken could only wait; taken later, it goes in larger parcels.
        var slots = _slots.CurrentCount;
        if (free * 2 < settings.BatchSize || slots == 0)
        {
            return;
        }

        var taken = await store.LeaseAsync(subscriber, free, settings.Lease, stopping);
        _mayBeMore |= taken.Count == free;
        Interlocked.Add(ref _inHand, taken.Count);
        var useless = time.GetTimestamp() + (long)((settings.Lease - settings.HandlerTimeout).TotalSeconds * time.TimestampFrequency);
        var aggregates = ByAggregate(taken);
        if (carrier is not IBatchCarrier together)
        {
            aggregates.ForEach(a => _results.Expect(DeliverAsync(a, useless, stopping)));
            return;
        }

        // What has failed before goes alone, and does not take others down with it.
        aggregates.Where(a => a[0].Attempts > 0).ToList().ForEach(a => _results.Expect(DeliverAsync(a, useless, stopping)));
        var parcels = _parcels.For(taken.Count, slots);
        foreach (var parcel in aggregates.Where(a => a[0].Attempts == 0).Select((a, i) => (a, i)).GroupBy(x => x.i % parcels, x => x.a))
        {
            _results.Expect(DeliverTogetherAsync(together, [.. parcel.SelectMany(a => a)], useless, stopping));
        }
    }

    private static List<List<LeasedDelivery>> ByAggregate(IEnumerable<LeasedDelivery> deliveries)
        => [.. deliveries.GroupBy(d => d.Message.AggregateKey, StringComparer.Ordinal).Select(a => a.ToList())];

    private async Task DeliverTogetherAsync(IBatchCarrier together, IReadOnlyList<LeasedDelivery> parcel, long useless, CancellationToken stopping)
    {
        await Task.Yield();
        await _slots.WaitAsync(CancellationToken.None);
        var handled = 0;
        try
        {
            foreach (var few in parcel.Count == 1 ? [] : parcel.Chunk(MostTogether))
            {
                var started = time.GetTimestamp();
                if (started >= useless || stopping.IsCancellationRequested)
                {
                    break;
                }

                if (!await together.TryCarryTogetherAsync(subscriber, [.. few.Select(d => d.Message)], CancellationToken.None))
                {
                    _parcels.Forget();
                    break;
                }

                _parcels.Learn(few.Length, started);
                Array.ForEach(few, d => _results.Add(d, DeliveryOutcome.Handled));
                handled += few.Length;
            }
        }
        finally
        {
            _slots.Release();
        }

        await Task.WhenAll(ByAggregate(parcel.Skip(handled)).Select(a => DeliverAsync(a, useless, stopping)));
    }

    private async Task DeliverAsync(IReadOnlyList<LeasedDelivery> aggregate, long useless, CancellationToken stopping)
    {
        // Off the loop's back: the first handler runs to its first wait before this returns.
        await Task.Yield();
        await _slots.WaitAsync(CancellationToken.None);
        try
        {
            var inOrder = true;
            foreach (var delivery in aggregate)
            {
                var outcome = inOrder && time.GetTimestamp() < useless && !stopping.IsCancellationRequested
                    ? await CarryAsync(delivery, stopping)
                    : DeliveryOutcome.Untried;
                inOrder = outcome.Kind == DeliveryOutcomeKind.Handled;
                _results.Add(delivery, outcome);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<DeliveryOutcome> CarryAsync(LeasedDelivery delivery, CancellationToken stopping)
    {
        if (_wakeUp.IsPaused)
        {
            return DeliveryOutcome.Untried;
        }

        // A handler that runs when the process is told to stop may end: it has its own limit.
        var started = time.GetTimestamp();
        var outcome = await carrier.CarryAsync(subscriber, delivery.Message, CancellationToken.None);
        _parcels.Learn(1, started);
        if (outcome.Kind == DeliveryOutcomeKind.Unavailable)
        {
            var pause = Backoff.After(FirstPause, LongestPause, Interlocked.Increment(ref _unavailable));
            LogUnavailable(subscriber, outcome.Error!, (long)pause.TotalMilliseconds);
            _wakeUp.Pause(pause);
        }
        else
        {
            Volatile.Write(ref _unavailable, 0);
        }

        return outcome;
    }

    private void OnWritten(int count, TimeSpan? retry)
    {
        Interlocked.Add(ref _inHand, -count);
        if (_mayBeMore)
        {
            _mayBeMore = false;
            _wakeUp.Now();
        }

        if (retry is { } pause)
        {
            _wakeUp.In(pause);
        }
    }

    [LoggerMessage(EventIds.EventDispatchFailed, LogLevel.Warning, "Events of {Publisher} for {Subscriber} could not be taken from the outbox; trying again")]
    private partial void LogFailed(Exception exception, string publisher, string subscriber);

    [LoggerMessage(EventIds.EventSubscriberUnavailable, LogLevel.Warning, "Subscriber {Subscriber} cannot be reached, its events wait {Milliseconds} ms: {Reason}")]
    private partial void LogUnavailable(string subscriber, string reason, long milliseconds);
}
