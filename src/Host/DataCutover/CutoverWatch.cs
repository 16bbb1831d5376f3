using System.Diagnostics.Metrics;
using Monolith.Kernel.Data;
using Monolith.Kernel.Data.Ownership;
using Monolith.Strangler.Cutover;
using Monolith.Strangler.Cutover.Status;
using Monolith.Strangler.Cutover.Switching;
using Npgsql;

namespace Monolith.Host.DataCutover;

/// <summary>
/// Looks by and by at the modules whose data is being moved, or was: figures for metrics, and the care that the way back needs, whose slot would fill the disk.
/// Every host does; they do not get in each other's way.
/// </summary>
internal sealed partial class CutoverWatch : PeriodicDatabaseWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly MovableModules _modules;
    private readonly ILogger<CutoverWatch> _logger;
    private readonly Meter _meter = new("Monolith.Host.DataCutover");
    private volatile IReadOnlyList<ModuleStatus> _latest = [];

    public CutoverWatch(MovableModules modules, TimeProvider time, ILogger<CutoverWatch> logger)
        : base(Interval, time, startsAtOnce: true)
    {
        (_modules, _logger) = (modules, logger);
        _meter.CreateObservableGauge("monolith.data.epoch", () => Measure(s => s.Epoch), unit: null, "Counts the owners of a module's data; rises with each switch.");
        _meter.CreateObservableGauge("monolith.data.away", () => Measure(s => s.Owner == Place.Own ? 1 : 0), unit: null, "1 where the module's own database owns its data.");
        _meter.CreateObservableGauge("monolith.data.halted", () => Measure(s => s.Owner is null ? 1 : 0), unit: null, "1 while nobody can write a module's data, or it is not known who can.");
        _meter.CreateObservableGauge("monolith.data.way_back_armed", () => Measure(s => s.IsWayBackArmed ? 1 : 0), unit: null, "1 where a module's data could go to the other database and back without losing a write.");
        _meter.CreateObservableGauge("monolith.data.lag", Lags, "By", "What the sender has written and the receiver has not confirmed.");
    }

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var latest = new List<ModuleStatus>();
        foreach (var module in _modules.Prepared())
        {
            await using var monolith = new CutoverDatabase(Place.Monolith, module.Monolith);
            await using var own = new CutoverDatabase(Place.Own, module.Own);
            var pair = new CutoverPair(module.Schema, monolith, own);
            var status = await new StatusReader(pair).ReadAsync(cancellationToken);
            if (status.Stage == ModuleStage.Shared)
            {
                continue;
            }

            latest.Add(status);
            await TendAsync(pair, status, cancellationToken);
        }

        _latest = latest;
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private async Task TendAsync(CutoverPair pair, ModuleStatus status, CancellationToken cancellationToken)
    {
        if (status.Stage == ModuleStage.Retired || status.Places.Any(p => p.Unreachable is not null || p.Ownership is null))
        {
            return;
        }

        try
        {
            await WayBack.TendAsync(pair, cancellationToken);
        }
        catch (Exception e) when (e is CutoverException or NpgsqlException)
        {
            LogNotTended(e, status.Module);
        }
    }

    private IEnumerable<Measurement<long>> Measure(Func<ModuleStatus, long> figure) => _latest.Select(s => new Measurement<long>(figure(s), new KeyValuePair<string, object?>("module", s.Module)));

    private IEnumerable<Measurement<long>> Lags()
        => from status in _latest
           from stream in status.Streams
           let slot = stream.Slot
           where slot is not null
           select new Measurement<long>(slot.LagBytes ?? 0, new("module", status.Module), new("direction", stream.Direction == Direction.Forward ? "forward" : "back"));

    [LoggerMessage(6101, LogLevel.Warning, "Where the modules' data is could not be read; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(6102, LogLevel.Warning, "The resting copy of {Module} keeps what nobody needs; trying again")]
    private partial void LogNotTended(Exception exception, string module);
}
