using System.Diagnostics.Metrics;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Forwarding;

namespace Monolith.Strangler.Routing.Traffic;

/// <summary>Meter <c>Monolith.Strangler</c>.</summary>
internal sealed class StranglerMetrics
{
    public const string MeterName = "Monolith.Strangler";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _fallbacks;

    public StranglerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("strangler.requests", "{request}", "Requests to extractable routes, by route, side they were decided for, and whether they failed.");
        _duration = meter.CreateHistogram<double>("strangler.request.duration", "s", "Time to answer, by route and side.");
        _decisions = meter.CreateCounter<long>("strangler.decisions", "{decision}", "Decisions, by route, side and reason.");
        _fallbacks = meter.CreateCounter<long>("strangler.fallbacks", "{request}", "Requests decided for a service and answered by the monolith, by route and reason.");
    }

    public void Decided(string route, Decision decision)
    {
        if (_decisions.Enabled)
        {
            _decisions.Add(1, new("route", route), new("side", MetricNames<Side>.Of(decision.Side)), new("reason", MetricNames<DecisionReason>.Of(decision.Reason)));
        }
    }

    public void Answered(string route, Side side, bool error, TimeSpan duration)
    {
        var sideName = MetricNames<Side>.Of(side);
        _requests.Add(1, new("route", route), new("side", sideName), new("error", error ? "true" : "false"));
        _duration.Record(duration.TotalSeconds, new("route", route), new("side", sideName));
    }

    public void FellBack(string route, FallbackReason reason)
        => _fallbacks.Add(1, new("route", route), new("reason", MetricNames<FallbackReason>.Of(reason)));
}
