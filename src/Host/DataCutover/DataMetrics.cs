using System.Diagnostics.Metrics;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;

namespace Monolith.Host.DataCutover;

/// <summary>Where the modules' data is, as figures.</summary>
internal sealed class DataMetrics : IDisposable
{
    public const string MeterName = "Monolith.Host.DataCutover";

    private static readonly string[] Healths = ["reserved", "extended", "unreserved", "lost", "none"];

    private readonly Func<IReadOnlyList<ModuleStatus>> _latest;
    private readonly Meter _meter = new(MeterName);

    /// <param name="latest">What was seen last.</param>
    public DataMetrics(Func<IReadOnlyList<ModuleStatus>> latest)
    {
        _latest = latest;
        _meter.CreateObservableGauge("monolith.data.stage", Stages, unit: null, "1 for the stage that a module's data is in, 0 for the others.");
        _meter.CreateObservableGauge("monolith.data.epoch", () => Measure(_latest(), s => s.Epoch), unit: null, "Counts the owners of a module's data; rises with each switch.");
        _meter.CreateObservableGauge("monolith.data.away", () => Measure(_latest(), s => s.Owner == Place.Own ? 1 : 0), unit: null, "1 where the module's own database owns its data.");
        _meter.CreateObservableGauge("monolith.data.halted", () => Measure(_latest(), s => s.Owner is null ? 1 : 0), unit: null, "1 while nobody can write a module's data, or it is not known who can.");
        _meter.CreateObservableGauge("monolith.data.way_back_armed", () => Measure(Prepared(), s => s.IsWayBackArmed ? 1 : 0), unit: null, "1 where a module's data could go to the other database and back without losing a write.");
        _meter.CreateObservableGauge("monolith.data.slot", Slots, unit: null, "1 for the health of what the sender keeps for the receiver (none: no slot, or not known), 0 for the others.");
        _meter.CreateObservableGauge("monolith.data.lag", Lags, "By", "What the sender has written and the receiver has not confirmed.");
    }

    public void Dispose() => _meter.Dispose();

    // Of a module that nobody moves nothing but where it is: it has no way back that could be armed, and no slot.
    private IEnumerable<ModuleStatus> Prepared() => _latest().Where(s => s.Stage != ModuleStage.Shared);

    private static IEnumerable<Measurement<long>> Measure(IEnumerable<ModuleStatus> modules, Func<ModuleStatus, long> figure) => modules.Select(s => new Measurement<long>(figure(s), Tag("module", s.Module)));

    // Zeros too: a series that only stops would keep its last value.
    private IEnumerable<Measurement<long>> Stages()
        => from status in _latest()
           from stage in Enum.GetValues<ModuleStage>()
           select new Measurement<long>(status.Stage == stage ? 1 : 0, Tag("module", status.Module), Tag("stage", MetricNames<ModuleStage>.Of(stage)));

    private IEnumerable<Measurement<long>> Slots()
        => from status in Prepared()
           from stream in status.Streams
           from health in Healths
           select new Measurement<long>((stream.Slot?.Health ?? "none") == health ? 1 : 0, Tag("module", status.Module), Tag("direction", MetricNames<Direction>.Of(stream.Direction)), Tag("health", health));

    private IEnumerable<Measurement<long>> Lags()
        => from status in Prepared()
           from stream in status.Streams
           let slot = stream.Slot
           where slot is not null
           select new Measurement<long>(slot.LagBytes ?? 0, Tag("module", status.Module), Tag("direction", MetricNames<Direction>.Of(stream.Direction)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
