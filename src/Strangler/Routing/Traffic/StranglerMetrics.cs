using System.Diagnostics.Metrics;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>Meter <c>Monolith.Strangler</c>: what <see cref="RouteTraffic"/> counted, read when somebody collects, and the durations.</summary>
internal sealed class StranglerMetrics
{
    public const string MeterName = "Monolith.Strangler";

    private static readonly Side[] Sides = Enum.GetValues<Side>();

    private readonly RouteCatalog _catalog;
    private readonly Histogram<double> _duration;

    public StranglerMetrics(IMeterFactory meters, RouteCatalog catalog)
    {
        _catalog = catalog;
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("strangler.request.duration", "s", "Time to answer, by route and side.");
        meter.CreateObservableCounter("strangler.requests", Requests, "{request}", "Requests to extractable routes, by route, side they were decided for, and whether they failed.");
        meter.CreateObservableCounter("strangler.decisions", Decisions, "{decision}", "Decisions, by route, side and reason.");
        meter.CreateObservableCounter("strangler.fallbacks", () => Fallbacks(_ => true), "{request}", "Requests decided for a service and answered by the monolith, by route and reason.");
        meter.CreateObservableCounter("strangler.replays", () => Fallbacks(MayHaveBeenSent), "{request}", "Those of them that may have reached the service: safe, or with a key that makes them so.");
    }

    public void Answered(string route, Side side, TimeSpan duration)
    {
        if (_duration.Enabled)
        {
            _duration.Record(duration.TotalSeconds, new("route", route), new("side", MetricNames<Side>.Of(side)));
        }
    }

    private static bool MayHaveBeenSent(FallbackReason reason)
        => reason is FallbackReason.NoAnswer or FallbackReason.ConnectionLost or FallbackReason.ServiceUnavailable;

    // Zeros too: without a first value the first increase cannot be seen.
    private IEnumerable<Measurement<long>> Requests()
        => from route in _catalog.Routes.Values
           from side in Sides
           let counts = route.Traffic.Of(side)
           from measurement in new Measurement<long>[]
           {
               new(counts.Errors, new("route", route.Id), new("side", MetricNames<Side>.Of(side)), new("error", "true")),
               new(counts.Requests - counts.Errors, new("route", route.Id), new("side", MetricNames<Side>.Of(side)), new("error", "false")),
           }
           select measurement;

    private IEnumerable<Measurement<long>> Decisions()
        => from route in _catalog.Routes.Values
           from side in Sides
           from reason in Enum.GetValues<DecisionReason>()
           let count = route.Traffic.DecisionsFor(side, reason)
           where count > 0
           select new Measurement<long>(count, new("route", route.Id), new("side", MetricNames<Side>.Of(side)), new("reason", MetricNames<DecisionReason>.Of(reason)));

    // Zeros of the routes that can fall back: see above.
    private IEnumerable<Measurement<long>> Fallbacks(Func<FallbackReason, bool> which)
        => from route in _catalog.Routes.Values
           from reason in Enum.GetValues<FallbackReason>().Where(which)
           let count = route.Traffic.FallbacksBecause(reason)
           where count > 0 || route.Service is not null
           select new Measurement<long>(count, new("route", route.Id), new("reason", MetricNames<FallbackReason>.Of(reason)));
}
