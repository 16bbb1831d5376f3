using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>
/// Brings one module's tables up to date: in the monolith's database and, once its data may move, in its own too. There the order counts, because rows are copied
/// from one to the other meanwhile.
/// </summary>
internal sealed partial class ModuleMigration(ModuleContext module, ModuleDatabases databases, IServiceScopeFactory scopes, ILogger logger)
{
    /// <param name="monolith">The administrator's, to the monolith's database.</param>
    /// <param name="cancellationToken">Ends it between two migrations.</param>
    /// <returns>False where the monolith's database no longer has the module's tables.</returns>
    /// <exception cref="NpgsqlException">The monolith's database does not answer.</exception>
    /// <exception cref="StartupException">The data is between the two databases, or there is no order in which it could be done.</exception>
    public async Task<bool> RunAsync(NpgsqlConnection monolith, CancellationToken cancellationToken)
    {
        var home = databases.ConnectionStringOf(module.Manifest);
        if (databases.OwnAdministrator(module) is not { } administrator
            || await OwnershipReader.ReadAsync(monolith, module.Manifest.Schema, cancellationToken) is not { } atMonolith)
        {
            await MigrateAsync(home, cancellationToken);
            return true;
        }

        await using var own = new NpgsqlConnection(UnpooledConnection.StringOf(administrator));
        try
        {
            await own.OpenAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The other modules are not to stay away because this one's database does.
            LogOwnNotReached(logger, e, module.Manifest.Name);
            return !atMonolith.IsRetired && (await PendingAsync(home, cancellationToken)).Migrations.Count > 0
                ? throw Refused("its own database cannot be reached", "Both must be migrated together; start again when it is back")
                : !atMonolith.IsRetired;
        }

        var away = databases.OwnConnectionStringOf(module, ModuleRole.Owner)!;
        if (atMonolith.IsRetired)
        {
            await MigrateAsync(away, cancellationToken);
        }
        else
        {
            await MigrateBothAsync(home, atMonolith, away, own, cancellationToken);
        }

        await new SchemaProvisioner(own, databases).GrantServiceRolesAsync([module], cancellationToken);
        return !atMonolith.IsRetired;
    }

    private async Task MigrateBothAsync(string monolith, OwnershipRow atMonolith, string own, NpgsqlConnection administrator, CancellationToken cancellationToken)
    {
        var (pending, order) = await PendingAsync(monolith, cancellationToken);
        var (pendingInOwn, orderInOwn) = await PendingAsync(own, cancellationToken);
        if (pending.Count + pendingInOwn.Count == 0)
        {
            return;
        }

        var atOwn = await OwnershipReader.ReadAsync(administrator, module.Manifest.Schema, cancellationToken);
        if (atMonolith.IsOwner == (atOwn?.IsOwner ?? false) || atMonolith.IsHeld || atOwn is { IsHeld: true })
        {
            throw Refused("its data is being handed from one database to the other", $"End the switch first ('strangler data status {module.Manifest.Schema}'), then start again");
        }

        if (await OwnershipReader.IsBeingFilledAsync(administrator, module.Manifest.Schema, cancellationToken))
        {
            throw Refused("its tables in its own database lack indexes until the first copy of their rows is there", $"Run 'strangler data replicate {module.Manifest.Schema}' to its end, then start again");
        }

        if ((pending.Count > 0 ? order : orderInOwn) is not { } found || orderInOwn is null)
        {
            throw Refused(
                $"{string.Join(", ", pending.Union(pendingInOwn, StringComparer.Ordinal))} adds and takes away, or renames, while rows are copied between two databases",
                "Make two migrations of it, one that adds and a later one that takes away");
        }

        var (owner, receiver) = atMonolith.IsOwner ? (monolith, own) : (own, monolith);
        foreach (var database in found == MigrationOrder.ReceiverFirst ? [receiver, owner] : (string[])[owner, receiver])
        {
            await MigrateAsync(database, cancellationToken);
        }
    }

    private async Task<(IReadOnlyList<string> Migrations, MigrationOrder? Order)> PendingAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var context = ContextAt(scope, connectionString);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        var assembly = context.GetService<IMigrationsAssembly>();
        var operations = pending.SelectMany(id => assembly.CreateMigration(assembly.Migrations[id], context.Database.ProviderName!).UpOperations).ToList();
        return (pending, MigrationOrders.Of(operations));
    }

    private async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var context = ContextAt(scope, connectionString);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            LogMigrating(logger, module.Manifest.Name, string.Join(", ", pending));
            await context.Database.MigrateAsync(cancellationToken);
        }
    }

    // Not one that is lent: it would be lent again, to somebody who does not migrate.
    private ModuleDbContext ContextAt(AsyncServiceScope scope, string connectionString)
    {
        var context = (ModuleDbContext)ActivatorUtilities.CreateInstance(scope.ServiceProvider, module.ContextType);
        context.IsPinned = true;
        // What the module itself is connected by comes from its pool, which is used from now on anyway.
        if (connectionString != databases.ConnectionStringOf(module))
        {
            context.Database.SetConnectionString(UnpooledConnection.StringOf(connectionString));
        }

        return context;
    }

    private StartupException Refused(string why, string remedy) => new([$"The schema of module {module.Manifest.Name} cannot be migrated: {why}. {remedy}."]);

    [LoggerMessage(EventIds.OwnDatabaseNotReached, LogLevel.Warning, "The own database of module {Module} cannot be reached; its schema was not looked at")]
    private static partial void LogOwnNotReached(ILogger logger, Exception exception, string module);

    [LoggerMessage(EventIds.MigrationApplying, LogLevel.Information, "Migrating {Module}: {Migrations}")]
    private static partial void LogMigrating(ILogger logger, string module, string migrations);
}
