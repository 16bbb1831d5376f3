using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Monolith.Kernel.Data.Ownership;

/// <summary>Keeps this process at the database that owns each module's data: one session with the monolith's for all modules, and one with a module's own once its data may be there.</summary>
internal sealed class OwnershipFollower(
    ModuleOwners owners, ModuleDatabases databases, TimeProvider time, ILogger<OwnershipSession> logger) : BackgroundService
{
    /// <summary>Asks both databases once, for work that comes before anything runs.</summary>
    /// <exception cref="NpgsqlException">The monolith's database does not answer.</exception>
    public async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        if (owners.All.Count == 0)
        {
            return;
        }

        await AtMonolith().ReadOnceAsync(cancellationToken);
        foreach (var owner in owners.All.Where(o => o.Epoch is null))
        {
            try
            {
                await AtOwn(owner).ReadOnceAsync(cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // Whoever needs the module is told so; the others do not need it.
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => owners.All.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll(owners.All.Select(o => FollowOwnAsync(o, stoppingToken)).Append(AtMonolith().RunAsync(stoppingToken)));

    private async Task FollowOwnAsync(ModuleOwner owner, CancellationToken stopping)
    {
        // Most modules never leave: no connection is kept for what may be.
        await owner.Away.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await AtOwn(owner).RunAsync(stopping);
    }

    // The row may be read by every role: any module's will do.
    private OwnershipSession AtMonolith() => new(DatabasePlace.Monolith, databases.ConnectionStringOf(owners.All.First().Module), owners.All, time, logger);

    private OwnershipSession AtOwn(ModuleOwner owner) => new(DatabasePlace.Own, databases.OwnConnectionStringOf(owner.Module)!, [owner], time, logger);
}
