using Monolith.Host;
using Monolith.Host.PrivatePostgres;
using Monolith.Kernel.Startup;

var migrateOnly = args is ["migrate", ..];
try
{
    var host = new MonolithHost(WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = migrateOnly ? args[1..] : args,
        // appsettings.json lies beside the program, wherever it is started from.
        ContentRootPath = AppContext.BaseDirectory,
    }));
    var database = host.Register();
    // Disposed last: the application drains before its database stops.
    await using var server = await host.StartDatabaseAsync(database, CancellationToken.None);
    await using var app = host.Build();
    if (migrateOnly || database.MigrateOnStart)
    {
        await host.MigrateAsync(app, CancellationToken.None);
    }

    if (!migrateOnly)
    {
        await app.RunAsync();
    }

    return 0;
}
catch (Exception e) when (e is StartupException or PrivatePostgresException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
