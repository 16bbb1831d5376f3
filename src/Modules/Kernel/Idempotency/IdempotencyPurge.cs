using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Monolith.Kernel.Idempotency;

/// <summary>Forgets old keys. Every process does, for its modules; they do not get in each other's way.</summary>
internal sealed partial class IdempotencyPurge(IdempotencyStores stores, IdempotencySettings settings, TimeProvider time, ILogger<IdempotencyPurge> logger) : BackgroundService
{
    private const int BatchSize = 1000;

    // Together a hundred thousand rows a module: a backlog is worked off over several runs and never holds the database for long.
    private const int MaxBatches = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>Runs once, now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores.All)
        {
            for (var batch = 0; batch < MaxBatches && await store.PurgeAsync(settings.KeepFor, BatchSize, cancellationToken) == BatchSize; batch++)
            {
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(EventIds.IdempotencyPurgeFailed, LogLevel.Warning, "Old idempotency keys could not be removed; trying again later")]
    private partial void LogFailed(Exception exception);
}
