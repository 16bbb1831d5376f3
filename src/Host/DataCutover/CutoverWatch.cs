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

    private readonly DataLookout _lookout;
    private readonly TimeProvider _time;
    private readonly ILogger<CutoverWatch> _logger;
    private readonly DataMetrics _metrics;

    public CutoverWatch(DataLookout lookout, TimeProvider time, ILogger<CutoverWatch> logger)
        : base(Interval, time, startsAtOnce: true)
    {
        (_lookout, _time, _logger) = (lookout, time, logger);
        _metrics = new(() => lookout.Latest.Modules);
    }

    /// <summary>How long one module may hold up the others.</summary>
    public TimeSpan LongestTending { get; init; } = TimeSpan.FromSeconds(10);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sight = await _lookout.LookAsync().WaitAsync(cancellationToken);
        foreach (var module in _lookout.Prepared())
        {
            if (sight.Modules.FirstOrDefault(s => s.Module == module.Schema) is { } status && IsToBeTended(status))
            {
                await TendAsync(module, cancellationToken);
            }
        }
    }

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    private static bool IsToBeTended(ModuleStatus status)
        => status.Stage != ModuleStage.Retired && status.Places.All(p => p is { Unreachable: null, Ownership: not null });

    private async Task TendAsync(MovableModule module, CancellationToken cancellationToken)
    {
        await using var pair = DataLookout.PairOf(module);
        using var limit = new CancellationTokenSource(LongestTending, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Not all that waits in there ends with its token.
            await WayBack.TendAsync(pair, either.Token).WaitAsync(either.Token);
        }
        catch (Exception e) when (e is CutoverException or NpgsqlException or TimeoutException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogNotTended(e, module.Schema);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Where the modules' data is could not be read; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(6102, LogLevel.Warning, "The resting copy of {Module} keeps what nobody needs; trying again")]
    private partial void LogNotTended(Exception exception, string module);
}
