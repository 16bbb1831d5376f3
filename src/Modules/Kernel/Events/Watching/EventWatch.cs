using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Monolith.Kernel.Events.Outbox;
using Npgsql;

namespace Monolith.Kernel.Events.Watching;

/// <summary>Reads by and by what waits in the outboxes of this process, for metrics, readiness and operators.</summary>
internal sealed partial class EventWatch : PeriodicDatabaseWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly OutboxStores _stores;
    private readonly ILogger<EventWatch> _logger;
    private readonly Meter _meter = new(EventMetrics.Name);
    private volatile IReadOnlyList<SubscriberFigures> _latest = [];

    public EventWatch(OutboxStores stores, TimeProvider time, ILogger<EventWatch> logger)
        : base(Interval, time, startsAtOnce: true)
    {
        (_stores, _logger) = (stores, logger);
        _meter.CreateObservableGauge("monolith.events.lag", () => Measure(f => f.LagSeconds), "s", "Age of the oldest event a subscriber has yet to handle.");
        _meter.CreateObservableGauge("monolith.events.pending", () => Measure(f => f.Pending), unit: null, "Events a subscriber has yet to handle.");
        _meter.CreateObservableGauge("monolith.events.dead", () => Measure(f => f.Dead), unit: null, "Events given up, which wait for an operator.");
    }

    /// <summary>A few seconds old; empty before the first reading.</summary>
    public IReadOnlyList<SubscriberFigures> Latest => _latest;

    /// <summary>Reads now.</summary>
    public async Task<IReadOnlyList<SubscriberFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        List<SubscriberFigures> figures = [];
        foreach (var store in _stores.All)
        {
            var schema = store.Publisher;
            await using var connection = await store.Database.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                $"""
                SELECT s.subscriber, coalesce(d.pending, 0), coalesce(d.dead, 0), coalesce(greatest(extract(epoch FROM clock_timestamp() - e.occurred_at), 0), 0)::float8
                FROM (SELECT DISTINCT subscriber FROM "{schema}".{OutboxSubscriptionConfiguration.Table}) s
                LEFT JOIN (
                    SELECT subscriber, count(*) FILTER (WHERE state = {DeliveryState.Pending:D}) AS pending, count(*) FILTER (WHERE state = {DeliveryState.Dead:D}) AS dead,
                        min(position) FILTER (WHERE state = {DeliveryState.Pending:D}) AS oldest
                    FROM "{schema}".{OutboxDeliveryConfiguration.Table} WHERE state IN ({DeliveryState.Pending:D}, {DeliveryState.Dead:D}) GROUP BY subscriber) d USING (subscriber)
                LEFT JOIN "{schema}".{OutboxEventConfiguration.Table} e ON e.position = d.oldest
                ORDER BY s.subscriber
                """,
                connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                figures.Add(new(schema, reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDouble(3)));
            }
        }

        return _latest = figures;
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    public override Task RunAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    protected override void Failed(Exception exception) => LogFailed(exception);

    private IEnumerable<Measurement<T>> Measure<T>(Func<SubscriberFigures, T> figure)
        where T : struct
        => _latest.Select(f => new Measurement<T>(figure(f), new KeyValuePair<string, object?>("publisher", f.Publisher), new KeyValuePair<string, object?>("subscriber", f.Subscriber)));

    [LoggerMessage(EventIds.EventDispatchFailed, LogLevel.Warning, "What waits in the outboxes could not be read; trying again")]
    private partial void LogFailed(Exception exception);
}
