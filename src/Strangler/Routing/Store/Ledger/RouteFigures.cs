using System.Text.Json;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>What a route carried in the last 60 s on the host that took an order: the evidence beside the decision.</summary>
internal sealed record RouteFigures(SideFigures Monolith, SideFigures Service, long Fallbacks)
{
    public static RouteFigures Of(RouteTraffic traffic) => new(SideOf(traffic, Side.Monolith), SideOf(traffic, Side.Service), traffic.Fallbacks);

    /// <summary>JSON by route, of those this host has.</summary>
    public static string Of(IEnumerable<string> routes, RouteCatalog catalog)
        => JsonSerializer.Serialize(
            routes.Where(catalog.Routes.ContainsKey).ToDictionary(r => r, r => Of(catalog.Routes[r].Traffic), StringComparer.Ordinal), LedgerJson.Options);

    private static SideFigures SideOf(RouteTraffic traffic, Side side)
    {
        var (requests, errors) = traffic.Of(side).LastMinute();
        var latency = traffic.Of(side).Latency();
        return new(requests, errors, latency?.P50.TotalMilliseconds, latency?.P95.TotalMilliseconds, latency?.P99.TotalMilliseconds);
    }
}

/// <summary>Percentiles in milliseconds; null without requests.</summary>
internal sealed record SideFigures(long Requests, long Errors, double? P50, double? P95, double? P99);
