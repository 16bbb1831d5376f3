using Monolith.Host.DataCutover;
using Monolith.Host.PrivatePostgres;
using Monolith.Kernel.Data;
using Monolith.Kernel.Data.Ownership;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Strangler.Routing.Admin;
using Npgsql;

namespace Monolith.Host.Database;

/// <summary>The database as the Host needs it: the configured one, or a PostgreSQL of its own that lives as long as this object.</summary>
internal sealed class HostDatabase : IAsyncDisposable
{
    private readonly PrivatePostgresServer? _server;

    private HostDatabase(PrivatePostgresServer? server) => _server = server;

    /// <summary>Registers it. Nothing is started before <see cref="StartAsync"/>.</summary>
    public static void Add(WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory)
    {
        builder.Services.AddModuleDatabases(builder.Configuration, errors, dataDirectory, DatabaseAccess.Administrator);
        var options = builder.Services.AddSettings<PrivatePostgresOptions>(builder.Configuration, errors, PrivatePostgresOptions.Section);
        foreach (var problem in options.Problems())
        {
            errors.Add(problem);
        }

        builder.Services.AddSingleton(provider =>
        {
            // The strangler has tables too, and moves nowhere.
            var modules = provider.GetRequiredService<ModuleCatalog>().Manifests.Select(m => m.Schema).ToList();
            return new DataLookout(provider.GetRequiredService<MovableModules>().Prepared, modules, provider.GetRequiredService<TimeProvider>());
        });
        builder.Services.AddSingleton<IMovedData, MovedData>();
        builder.Services.AddHostedService<CutoverWatch>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"], timeout: TimeSpan.FromSeconds(2));
    }

    /// <summary>Starts the private server where no connection is configured.</summary>
    /// <exception cref="StartupException">It cannot be had.</exception>
    public static async Task<HostDatabase> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        if (!string.IsNullOrWhiteSpace(settings.ConnectionString) || !string.IsNullOrWhiteSpace(settings.ConnectionStringFile))
        {
            return new(server: null);
        }

        try
        {
            var server = await PrivatePostgresServer.StartAsync(
                services.GetRequiredService<PrivatePostgresOptions>(), services.GetRequiredService<DataDirectory>().Root,
                services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<TimeProvider>(), cancellationToken);
            settings.ConnectionString = server.ConnectionString;
            services.GetRequiredService<ModuleDatabases>().OfferOwnDatabases(server.ConnectionString);
            CutoverConnections.Write(services.GetRequiredService<MovableModules>().All(), services.GetRequiredService<DataDirectory>());
            return new(server);
        }
        catch (PrivatePostgresException e)
        {
            throw new StartupException([e.Message]);
        }
    }

    /// <summary>Brings the schemas up to date.</summary>
    /// <exception cref="StartupException">The database does not answer, or refuses the connection or a right.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<DatabaseMigrator>().RunAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new StartupException([$"Configuration 'Database:ConnectionString': the database could not be brought up to date: {e.Message.TrimEnd('.')}. It must answer at this address, and the role must be allowed to create schemas and roles."]);
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
