using Monolith.Auth;
using Monolith.Favorites;
using Monolith.Host.Operators;
using Monolith.Host.PrivatePostgres;
using Monolith.Kernel.Data;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Frontends.RateLimiting;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Edge;
using Monolith.Movies;
using Monolith.Strangler.Routing;

namespace Monolith.Host;

/// <summary>Composes the monolith: every module, the strangler in front of them, and the database where none is configured.</summary>
internal sealed class MonolithHost(WebApplicationBuilder builder)
{
    private const string Name = "monolith";

    private readonly StartupErrors _errors = new();
    private readonly DataDirectory _dataDirectory = new(builder.Configuration);
    private ModuleCatalog? _catalog;

    /// <summary>Every module of the product. The order is that of seeding.</summary>
    public static IReadOnlyList<IModule> Modules { get; } = [new AuthModule(), new MoviesModule(), new FavoritesModule()];

    public DatabaseSettings Register()
    {
        builder.AddWebDefaults(_errors, _dataDirectory, Name);
        builder.Services.AddFrontendCors().AddFrontendRateLimit(builder.Configuration, _errors);
        builder.Services.AddTokenSecurity(builder.Configuration, _errors, _dataDirectory, Name);
        builder.AddOperators(_errors, _dataDirectory);
        var database = builder.Services.AddModuleDatabases(builder.Configuration, _errors, _dataDirectory, DatabaseAccess.Administrator);
        _catalog = builder.AddModules(_errors, Modules);
        builder.AddStrangler(_errors, _dataDirectory, _catalog.Manifests);
        _errors.ThrowIfAny();
        return database;
    }

    /// <summary>Starts the private PostgreSQL unless a database is configured.</summary>
    /// <returns>To be disposed after everything that uses the database; null when it is not ours.</returns>
    public async Task<PrivatePostgresServer?> StartDatabaseAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is not null || settings.ConnectionStringFile is not null)
        {
            return null;
        }

        var options = builder.Configuration.GetSection(PrivatePostgresOptions.Section).Get<PrivatePostgresOptions>() ?? new();
        using var loggers = LoggerFactory.Create(logging => logging.AddJsonConsole().AddConfiguration(builder.Configuration.GetSection("Logging")));
        var server = await PrivatePostgresServer.StartAsync(options, _dataDirectory.Root, loggers, TimeProvider.System, cancellationToken);
        settings.ConnectionString = server.ConnectionString;
        return server;
    }

    public WebApplication Build()
    {
        var app = builder.Build();
        app.UseWebDefaults(edge => edge.UseEdgeHeaders().UseFrontendCors());
        app.UseFrontendRateLimit();
        app.UseAuthorization();
        app.UseStrangler();
        app.MapControllers();
        app.MapInternalRequests();
        app.MapStranglerAdmin();
        return app;
    }

    public async Task MigrateAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(cancellationToken);
        app.Services.GetRequiredService<ServiceConnections>().Write(_catalog!.Manifests);
    }
}
