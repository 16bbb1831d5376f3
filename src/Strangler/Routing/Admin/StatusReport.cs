using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Strangler.Routing.Store.Rollbacks;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>What this host does now. It answers with everything else down.</summary>
internal sealed class StatusReport(
    RouteCatalog catalog, ExtractedServices services, LiveFlags live, FlagUpdates updates, LedgerGuard ledger, PendingRollbacks pending, HostRegister hosts,
    TimeProvider time, IReloadedConfiguration? configuration = null, IMovedData? data = null)
{
    /// <summary>With where modules' data is, which may take a moment to find out.</summary>
    public async Task<StatusAnswer> NowWithDataAsync(CancellationToken cancellationToken)
        => Now() with { Data = data is null ? [] : await data.StatusAsync(cancellationToken) };

    /// <summary>Of the traffic, from memory alone.</summary>
    public StatusAnswer Now()
    {
        var snapshot = live.Snapshot;
        return new(
            snapshot.Version,
            MetricNames<FlagsSource>.Of(live.Source),
            updates.StoreError,
            live.DocumentError,
            [.. catalog.Routes.Values.OrderBy(r => r.Module, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => Of(r, snapshot))],
            [.. services.All.Select(Of)],
            [.. snapshot.Document.Flags.Select(f => f.Id).Where(id => !catalog.Routes.ContainsKey(id)).Order(StringComparer.Ordinal)],
            !live.IsCurrent,
            ledger.Error,
            [.. pending.Kept.Select(r => new PendingRollback(r.Order.At, r.Order.Author, r.Order.Reason, r.Routes))],
            [.. hosts.Seen.Select(HostAnswers.AsSeen)],
            configuration?.Error,
            Data: []);
    }

    private RouteStatus Of(ExtractableRoute route, RoutingSnapshot snapshot)
    {
        var flag = route.Service is null ? null : snapshot.Find(route.Id);
        var side = flag is { NeedsUser: true } ? "both" : MetricNames<Side>.Of(flag?.Decide(user: null, [], time.GetUtcNow()).Side ?? Side.Monolith);
        var reasons = Enum.GetValues<FallbackReason>()
            .Where(r => route.Traffic.FallbacksBecause(r) > 0)
            .ToDictionary(MetricNames<FallbackReason>.Of, route.Traffic.FallbacksBecause, StringComparer.Ordinal);
        return new(
            route.Id, route.Module, route.Endpoints, side, snapshot.PercentOf(route.Id),
            Of(route.Traffic, Side.Monolith), Of(route.Traffic, Side.Service), route.Traffic.Fallbacks, reasons);
    }

    private static SideTraffic Of(RouteTraffic traffic, Side side)
    {
        var (requests, errors) = traffic.Of(side).LastMinute();
        var latency = traffic.Of(side).Latency();
        return new(requests, errors, latency?.P50.TotalMilliseconds, latency?.P95.TotalMilliseconds, latency?.P99.TotalMilliseconds);
    }

    private static ServiceStatus Of(ExtractedService service)
    {
        var health = service.Health;
        var word = health.Healthy switch { true => "healthy", false => "unhealthy", null => "unknown" };
        return new(service.Module, service.Address.Display, word, health.Detail, service.Breaker.IsOpen);
    }
}
