using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// Work in the database that is done again and again beside the requests. A round that fails is told and tried again at the next turn, whatever it was:
/// an exception that leaves a background service would stop the whole process.
/// </summary>
/// <param name="interval">From turn to turn.</param>
/// <param name="time">The clock.</param>
/// <param name="startsAtOnce">Whether the first round is at the start; else it is one interval later.</param>
public abstract class PeriodicDatabaseWork(TimeSpan interval, TimeProvider time, bool startsAtOnce) : BackgroundService
{
    /// <summary>Does it once, now.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or fails; EF Core's exceptions for the same, too.</exception>
    public abstract Task RunAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        if (startsAtOnce)
        {
            await TryAsync(stoppingToken);
        }

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    /// <summary>Tells of a round that did not come to its end.</summary>
    protected abstract void Failed(Exception exception);

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Failed(e);
        }
    }
}
