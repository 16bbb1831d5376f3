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
    private readonly DataLookout _lookout;
    private readonly ILogger<CutoverWatch> _logger;
    private readonly DataMetrics _metrics;

    public CutoverWatch(MovableModules modules, DataLookout lookout, TimeProvider time, ILogger<CutoverWatch> logger)
        : base(Interval, time, startsAtOnce: true)
    {
        (_modules, _lookout, _logger) = (modules, lookout, logger);
        _metrics = new(() => lookout.Latest.Modules);
    }

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sight = await _lookout.LookAsync().WaitAsync(cancellationToken);
        var modules = _modules.Prepared();
        foreach (var status in sight.Modules)
        {
            await TendAsync(modules.Single(m => m.Schema == status.Module), status, cancellationToken);
        }
    }

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private async Task TendAsync(MovableModule module, ModuleStatus status, CancellationToken cancellationToken)
    {
        if (status.Stage == ModuleStage.Retired || status.Places.Any(p => p.Unreachable is not null || p.Ownership is null))
        {
            return;
        }

        await using var pair = DataLookout.PairOf(module);
        try
        {
            await WayBack.TendAsync(pair, cancellationToken);
        }
        catch (Exception e) when (e is CutoverException or NpgsqlException)
        {
            LogNotTended(e, status.Module);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Where the modules' data is could not be read; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(6102, LogLevel.Warning, "The resting copy of {Module} keeps what nobody needs; trying again")]
    private partial void LogNotTended(Exception exception, string module);
}
