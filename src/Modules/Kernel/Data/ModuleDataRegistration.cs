using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Kernel.Data;

/// <summary>Registers the database side of a process and of each module.</summary>
public static class ModuleDataRegistration
{
    internal const string HistoryTable = "__migrations";

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
        return settings;
    }

    /// <summary>
    /// One context on a role of the module's and its schema, a keyed <see cref="NpgsqlDataSource"/> (key: the schema) for what EF Core cannot say, and a readiness check.
    /// </summary>
    /// <param name="services">The process's container.</param>
    /// <param name="manifest">Names the schema and the roles.</param>
    /// <param name="role">As which of the schema's roles it runs in the Host.</param>
    /// <param name="appendOnlyTables">Tables whose rows <see cref="ModuleRole.Service"/> may add and read, and nothing else; null for none.</param>
    public static IServiceCollection AddModuleDbContext<TContext>(
        this IServiceCollection services, ModuleManifest manifest, ModuleRole role = ModuleRole.Owner, IReadOnlyList<string>? appendOnlyTables = null)
        where TContext : ModuleDbContext
    {
        ArgumentNullException.ThrowIfNull(manifest);
        services.AddSingleton(new ModuleContext(manifest, typeof(TContext), role, appendOnlyTables ?? []));
        services.TryAddScoped<OpenTransactions>();
        services.TryAddScoped<IdempotentExecution>();
        services.TryAddScoped<WriteFence>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddScoped<OutboxWriter>();
        services.AddKeyedSingleton(manifest.Schema, (provider, _) =>
            // The name is a label of the pool's metrics; without one it would be the connection string.
            new NpgsqlDataSourceBuilder(provider.GetRequiredService<ModuleDatabases>().ConnectionStringOf(manifest, role)) { Name = manifest.Schema }.Build());
        services.AddDbContext<TContext>((provider, options) => options
            .UseNpgsql(
                provider.GetRequiredKeyedService<NpgsqlDataSource>(manifest.Schema),
                npgsql => npgsql.MigrationsHistoryTable(HistoryTable, manifest.Schema))
            .AddInterceptors(
                provider.GetRequiredService<OpenTransactions>(), provider.GetRequiredService<WriteFence>(), provider.GetRequiredService<OutboxWriter>()));
        services.AddSingleton<ModuleDatabaseCheck<TContext>>();
        services.AddHealthChecks().Add(new($"module:{manifest.Schema}",
            provider => provider.GetRequiredService<ModuleDatabaseCheck<TContext>>(),
            failureStatus: null, tags: ["ready"], timeout: TimeSpan.FromSeconds(2)));
        return services;
    }
}
