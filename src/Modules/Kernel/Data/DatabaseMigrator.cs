using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// Brings every module's schema, role and tables up to date, then seeds. Holds one advisory lock on the database meanwhile: hosts that start together
/// take turns, and the later one finds nothing to do.
/// </summary>
public sealed partial class DatabaseMigrator
{
    /// <summary>Where extensions live, so that no module's schema holds what another needs.</summary>
    internal const string ExtensionsSchema = "extensions";

    // Any number that no other user of the database takes; "monolith" in ASCII.
    private const long LockKey = 0x6d6f6e6f6c697468;

    private readonly ModuleDatabases _databases;
    private readonly IReadOnlyList<ModuleContext> _contexts;
    private readonly IReadOnlyList<ModuleSeed> _seeds;
    private readonly IServiceScopeFactory _scopes;
    private readonly OwnershipFollower _follower;
    private readonly ILogger<DatabaseMigrator> _logger;

    /// <summary>Made by the container.</summary>
    public DatabaseMigrator(ModuleDatabases databases, IServiceProvider provider, IServiceScopeFactory scopes, ILogger<DatabaseMigrator> logger)
    {
        _databases = databases;
        _contexts = [.. provider.GetServices<ModuleContext>()];
        _seeds = [.. provider.GetServices<ModuleSeed>()];
        _scopes = scopes;
        _follower = provider.GetRequiredService<OwnershipFollower>();
        _logger = logger;
    }

    /// <summary>Creates what is missing and applies pending migrations; does nothing when all is there. May be cancelled and run again.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the administrator lacks a right.</exception>
    /// <exception cref="StartupException">A module's data is between two databases, or its migration has no order that would serve both.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = await UnpooledConnection.OpenAsync(_databases.Configured(), cancellationToken);
        await LockAsync(connection, cancellationToken);

        var provisioner = new SchemaProvisioner(connection, _databases);
        await provisioner.RunAsync(_contexts, cancellationToken);
        var here = new List<ModuleContext>();
        foreach (var context in _contexts)
        {
            if (await new ModuleMigration(context, _databases, _scopes, _logger).RunAsync(connection, cancellationToken))
            {
                here.Add(context);
            }
        }

        await provisioner.GrantServiceRolesAsync(here, cancellationToken);
        await _follower.ReadOnceAsync(cancellationToken);
        foreach (var seed in _seeds)
        {
            await using var scope = _scopes.CreateAsyncScope();
            try
            {
                await ((ISeed)scope.ServiceProvider.GetRequiredService(seed.SeedType)).RunAsync(cancellationToken);
            }
            catch (DataHeldException e)
            {
                LogSeedPutOff(e, seed.SeedType.Name);
            }
        }

        LogDone(_contexts.Count, watch.ElapsedMilliseconds);
    }

    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // The lock belongs to the session: it goes with the connection, also after kill -9.
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", LockKey);
        var told = false;
        while (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            if (!told)
            {
                LogWaiting();
                told = true;
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.MigrationWaiting, LogLevel.Information, "Another host is migrating the database; waiting for it")]
    private partial void LogWaiting();

    [LoggerMessage(EventIds.SeedPutOff, LogLevel.Warning, "{Seed} is left to the next start")]
    private partial void LogSeedPutOff(Exception exception, string seed);

    [LoggerMessage(EventIds.MigrationDone, LogLevel.Information, "The schemas of {Count} modules are up to date after {Milliseconds} ms")]
    private partial void LogDone(int count, long milliseconds);
}
