using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.Kernel.Data;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Edge;
using Monolith.Kernel.Web.Listening;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Gateway.Store;
using Monolith.Strangler.Gateway.Traffic;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Gateway;

/// <summary>The strangler layer on its own, in front of an HTTP monolith that knows nothing of it.</summary>
internal static class GatewayProcess
{
    private const string Usage = "Usage: dotnet Monolith.Strangler.Gateway.dll FILE [--check] [--Setting value ...]. FILE is a strangler.json; --check says whether it is right, and ends.";

    /// <returns>0 after a clean stop, or when the file is right; 1 when something is wrong with it (every error is on standard error); 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [{ } file, .. var rest] || file.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var onlyChecks = rest.Contains("--check", StringComparer.Ordinal);
            await using var app = Build(Path.GetFullPath(file), [.. rest.Where(a => a != "--check")]);
            if (onlyChecks)
            {
                Console.WriteLine($"{file} is right.");
                return 0;
            }

            if (app.Services.GetService<DatabaseMigrator>() is { } migrator)
            {
                await migrator.RunAsync(CancellationToken.None);
            }

            await app.ServeAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <exception cref="StartupException">With every error of the file and of the settings.</exception>
    internal static WebApplication Build(string path, string[] args)
    {
        var errors = new StartupErrors();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var isText = AddFile(builder, path, args, errors);
        var dataDirectory = new DataDirectory(builder.Configuration);
        builder.AddWebDefaults(errors, dataDirectory, "gateway");
        builder.AddOperators(errors, dataDirectory);
        builder.AddRouting(errors, dataDirectory, modules: null);
        var services = builder.Services;
        services.AddSingleton<UpstreamForwarder>();
        services.AddSingleton<MonolithUpstream>();
        services.AddSingleton<GatewayEndpoints>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CurrentConfiguration>(provider, path));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ListenerPolicy>());
        // Before the flags' own service: that needs the routes.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ConfigurationWatch>());
        AddStore(builder, errors, dataDirectory);
        if (isText)
        {
            Check(builder, path, errors);
        }

        errors.ThrowIfAny();
        var app = builder.Build();
        Use(app);
        return app;
    }

    /// <returns>Whether the file is JSON at all; if not, that is the one error there is to say about it.</returns>
    private static bool AddFile(WebApplicationBuilder builder, string path, string[] args, StartupErrors errors)
    {
        try
        {
            builder.Configuration.AddJsonFile(path, optional: false, reloadOnChange: false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            errors.Add(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
            return false;
        }
        finally
        {
            // What is said nearer to the process wins over the file.
            builder.Configuration.AddEnvironmentVariables();
            builder.Configuration.AddCommandLine(args);
        }
    }

    private static void AddStore(WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory)
    {
        if (builder.Configuration.GetSection("Database").Exists())
        {
            builder.Services.AddModuleDatabases(builder.Configuration, errors, dataDirectory, DatabaseAccess.Administrator);
            builder.Services.AddPostgresFlagStore();
        }
        else
        {
            builder.Services.AddSingleton(new LedgerFile(dataDirectory));
            builder.Services.AddSingleton<IFlagStore, FileFlagStore>();
        }
    }

    private static void Check(WebApplicationBuilder builder, string path, StartupErrors errors)
    {
        try
        {
            var hasDatabase = builder.Configuration.GetSection("Database").Exists();
            var (configuration, _) = GatewayFileReader.Read(path);
            if (hasDatabase == configuration.Flags is not null)
            {
                errors.Add(hasDatabase
                    ? $"{path}: {GatewayFile.FlagSection} must not be there when 'database' is: the flags are in PostgreSQL ('./strangler apply' puts them there)."
                    : $"{path}: {GatewayFile.FlagSection} is missing; {{ \"feature_flags\": [] }} is enough. For flags in PostgreSQL configure 'database'.");
            }
        }
        catch (GatewayFileException e)
        {
            foreach (var error in e.Errors)
            {
                errors.Add(error);
            }
        }
    }

    private static void Use(WebApplication app)
    {
        var current = app.Services.GetRequiredService<CurrentConfiguration>();
        current.Load();
        ((IEndpointRouteBuilder)app).DataSources.Add(app.Services.GetRequiredService<GatewayEndpoints>());
        app.UseWebDefaults(edge => edge.UseEdgeHeaders());
        app.UseAuthorization();
        app.UseWhen(context => !context.IsInternalListener(), outside =>
        {
            outside.Use((context, next) =>
            {
                context.User = new(CallerIdentity.Read(context.Request, current.Value.Identity));
                return next(context);
            });
            outside.UseStrangler(app);
        });
        app.MapStranglerAdmin();
    }
}
