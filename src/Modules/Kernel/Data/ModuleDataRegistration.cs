using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Data;

/// <summary>Registers the database side of a process and of each module.</summary>
public static class ModuleDataRegistration
{
    internal const string HistoryTable = "__migrations";

    // Kept at most; what is needed beyond is made for its scope alone.
    private const int IdleContexts = 128;

    /// <summary>Once per process, before any module.</summary>
    public static DatabaseSettings AddModuleDatabases(
        this IServiceCollection services, IConfiguration configuration, StartupErrors errors, DataDirectory dataDirectory, DatabaseAccess access)
    {
        var settings = services.AddSettings<DatabaseSettings>(configuration, errors, "Database");
        if (access == DatabaseAccess.OneModule && settings.FindProblem() is { } problem)
        {
            errors.Add(problem);
        }

        services.TryAddSingleton(dataDirectory);
        services.AddSingleton(new ModuleDatabases(settings, dataDirectory, access));
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<ServiceConnections>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModuleOwners>();
        services.AddSingleton(provider => new MovableModules(provider.GetRequiredService<ModuleOwners>(), provider.GetRequiredService<ModuleDatabases>()));
        services.AddSingleton<OwnershipFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<OwnershipFollower>());
        return settings;
    }

    /// <summary>
    /// One context on a role of the module's and its schema, a keyed <see cref="ModuleConnections"/> (key: the schema) for what EF Core cannot say, and a readiness check.
    /// </summary>
    /// <param name="services">The process's container.</param>
    /// <param name="manifest">Names the schema and the roles.</param>
    /// <param name="role">As which of the schema's roles it runs in the Host.</param>
    /// <param name="appendOnlyTables">Tables whose rows <see cref="ModuleRole.Service"/> may add and read, and nothing else; null for none.</param>
    /// <param name="ownDatabase">Where its data may be moved; null for data that stays in the monolith's database.</param>
    public static IServiceCollection AddModuleDbContext<TContext>(
        this IServiceCollection services, ModuleManifest manifest, ModuleRole role = ModuleRole.Owner, IReadOnlyList<string>? appendOnlyTables = null, OwnDatabaseSettings? ownDatabase = null)
        where TContext : ModuleDbContext
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var context = new ModuleContext(manifest, typeof(TContext), role, appendOnlyTables ?? [], ownDatabase);
        services.AddSingleton(context);
        services.TryAddScoped<OpenTransactions>();
        services.TryAddScoped<IdempotentExecution>();
        services.TryAddSingleton<WriteFence>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<OutboxWriter>();
        services.AddKeyedSingleton(manifest.Schema, (provider, _) =>
        {
            var databases = provider.GetRequiredService<ModuleDatabases>();
            return new ModuleConnections(
                manifest.Schema, databases.ConnectionStringOf(context), databases.OwnConnectionStringOf(context), provider.GetRequiredService<ModuleOwners>().Find(manifest.Schema)?.Gate);
        });
        services.AddKeyedSingleton(manifest.Schema, (provider, _) => new OwnerConnections(provider.GetRequiredKeyedService<ModuleConnections>(manifest.Schema)));
        // Contexts are lent, since making one costs more than what a request does with it. What of theirs is the scope's they are given with it.
        services.AddPooledDbContextFactory<TContext>(
            (provider, options) => options
                .UseNpgsql(
                    provider.GetRequiredKeyedService<ModuleConnections>(manifest.Schema).Default,
                    npgsql => npgsql.MigrationsHistoryTable(HistoryTable, manifest.Schema))
                .AddInterceptors(
                    provider.GetRequiredKeyedService<OwnerConnections>(manifest.Schema), provider.GetRequiredService<WriteFence>(), provider.GetRequiredService<OutboxWriter>()),
            IdleContexts);
        services.AddScoped(provider =>
        {
            var lent = provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
            lent.Enter(provider.GetRequiredService<OpenTransactions>(), provider.GetRequiredService<IdempotentExecution>());
            return lent;
        });
        services.AddSingleton<ModuleDatabaseCheck<TContext>>();
        services.AddHealthChecks().Add(new($"module:{manifest.Schema}",
            provider => provider.GetRequiredService<ModuleDatabaseCheck<TContext>>(),
            failureStatus: null, tags: ["ready"], timeout: TimeSpan.FromSeconds(2)));
        return services;
    }
}
