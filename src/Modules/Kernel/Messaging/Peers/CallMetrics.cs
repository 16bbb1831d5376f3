using System.Diagnostics.Metrics;
using Monolith.Kernel.Web.Metrics;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>What becomes of attempts to call other processes. A target is a module; what never left this process for it is counted as well, with its reason.</summary>
internal sealed class CallMetrics
{
    public const string Name = "Monolith.Kernel.Calls";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    public CallMetrics(IMeterFactory meters, RemoteModules remotes)
    {
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("monolith.calls", "{call}", "Attempts to call another process.");
        _failures = meter.CreateCounter<long>("monolith.calls.failures", "{call}", "Those that brought no answer, by reason.");
        _duration = meter.CreateHistogram<double>("monolith.calls.duration", "s", "From the wish to call to its answer or failure.");
        meter.CreateObservableGauge(
            "monolith.calls.breaker", () => remotes.All.Select(r => new Measurement<int>((int)r.Gate.State, Target(r))), description: "0 closed, 1 open, 2 half open, by target.");
    }

    public void Count(RemoteModule target, CallFailureReason? failure, TimeSpan duration)
    {
        var tag = Target(target);
        _calls.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
        if (failure is { } reason)
        {
            _failures.Add(1, tag, new("reason", MetricNames<CallFailureReason>.Of(reason)));
        }
    }

    private static KeyValuePair<string, object?> Target(RemoteModule target) => new("target", target.Module);
}
