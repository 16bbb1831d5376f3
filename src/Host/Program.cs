using Monolith.Host;
using Monolith.Host.ApiDocs;
using Monolith.Host.Database;
using Monolith.Kernel.Data;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Frontends.RateLimiting;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Edge;
using Monolith.Kernel.Web.Listening;
using Monolith.Strangler.Routing;

return await StartUp.RunAsync(args, async (command, builder, stopping) =>
{
    var (configuration, services, errors) = (builder.Configuration, builder.Services, new StartupErrors());
    var dataDirectory = new DataDirectory(configuration);

    builder.AddWebDefaults(errors, dataDirectory, StartUp.ServiceName);
    services.AddTokenSecurity(configuration, errors, dataDirectory, StartUp.ServiceName);
    builder.AddOperators(errors, dataDirectory);
    services.AddFrontendCors().AddFrontendRateLimit(configuration, errors);
    HostDatabase.Add(builder, errors, dataDirectory);
    var catalog = builder.AddModules(errors, HostModules.Create());
    builder.AddStrangler(errors, dataDirectory, catalog.Manifests);
    services.AddApiDocuments();
    errors.ThrowIfAny();

    await using var app = builder.Build();
    await using var database = await HostDatabase.StartAsync(app.Services, stopping);
    if (command.OnlyMigrates || app.Services.GetRequiredService<DatabaseSettings>().MigrateOnStart)
    {
        await HostDatabase.MigrateAsync(app.Services, stopping);
    }

    app.Services.GetRequiredService<ServiceConnections>().Write(catalog.Manifests);
    if (command.OnlyMigrates)
    {
        return;
    }

    app.UseWebDefaults(edge => edge.UseEdgeHeaders().UseFrontendCors());
    app.UseFrontendRateLimit();
    app.UseAuthorization();
    app.UseStrangler();
    app.UseApiDocuments();
    app.MapControllers();
    app.MapInternalRequests();
    app.MapStranglerAdmin();
    await app.ServeAsync(stopping);
});
