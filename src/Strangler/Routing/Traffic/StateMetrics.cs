using System.Diagnostics.Metrics;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Strangler.Routing.Store.Rollbacks;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>
/// Meter <c>Monolith.Strangler</c>: the state of this host, its store and its services, looked at when somebody collects. What is as it should be is 1.
/// </summary>
internal sealed class StateMetrics
{
    private readonly ExtractedServices _services;

    public StateMetrics(IMeterFactory meters, ExtractedServices services, LiveFlags live, FlagUpdates updates, LedgerGuard ledger, PendingRollbacks pending)
    {
        _services = services;
        var meter = meters.Create(StranglerMetrics.MeterName);
        meter.CreateObservableGauge("strangler.service.healthy", Health, unit: null, "Whether the probes found the service healthy, by service; none before the first answer.");
        meter.CreateObservableGauge("strangler.service.breaker_open", Breakers, unit: null, "1 while the service is not tried because it could not be reached, by service.");
        meter.CreateObservableGauge("strangler.flags.version", () => live.Snapshot.Version, unit: null, "The version of the flags that this host routes by.");
        meter.CreateObservableGauge("strangler.flags.accepted", () => Of(live.DocumentError is null), unit: null, "Whether the store's newest flags are in use.");
        meter.CreateObservableGauge("strangler.lease.held", () => Of(live.IsCurrent), unit: null, "0 while everything is the monolith's because the store was not reached for too long.");
        meter.CreateObservableGauge("strangler.store.reachable", () => Of(updates.StoreError is null), unit: null, "Whether the flags' store answers.");
        meter.CreateObservableGauge("strangler.ledger.whole", () => Of(ledger.Error is null), unit: null, "0 when the ledger is not the one this host has seen.");
        meter.CreateObservableGauge("strangler.rollbacks.pending", () => pending.Kept.Count, unit: null, "Rollbacks in force on this host that the store does not have.");
    }

    private static int Of(bool value) => value ? 1 : 0;

    private IEnumerable<Measurement<int>> Health()
        => from service in _services.All
           let healthy = service.Health.Healthy
           where healthy is not null
           select new Measurement<int>(Of(healthy.Value), new KeyValuePair<string, object?>("service", service.Module));

    private IEnumerable<Measurement<int>> Breakers()
        => _services.All.Select(service => new Measurement<int>(Of(service.Breaker.IsOpen), new KeyValuePair<string, object?>("service", service.Module)));
}
