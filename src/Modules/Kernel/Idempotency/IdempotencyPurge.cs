using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;

namespace Monolith.Kernel.Idempotency;

/// <summary>Forgets old keys. Every process does, for its modules; they do not get in each other's way.</summary>
internal sealed partial class IdempotencyPurge(IdempotencyStores stores, IdempotencySettings settings, TimeProvider time, ILogger<IdempotencyPurge> logger)
    : PeriodicDatabaseWork(TimeSpan.FromMinutes(5), time, startsAtOnce: false)
{
    private const int BatchSize = 1000;

    // Together a hundred thousand rows a module: a backlog is worked off over several runs and never holds the database for long.
    private const int MaxBatches = 100;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores.All)
        {
            for (var batch = 0; batch < MaxBatches && await store.PurgeAsync(settings.KeepFor, BatchSize, cancellationToken) == BatchSize; batch++)
            {
            }
        }
    }

    protected override void Failed(Exception exception) => LogFailed(exception);

    [LoggerMessage(EventIds.IdempotencyPurgeFailed, LogLevel.Warning, "Old idempotency keys could not be removed; trying again later")]
    private partial void LogFailed(Exception exception);
}
