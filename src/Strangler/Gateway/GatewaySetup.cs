using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
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
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Gateway;

/// <summary>What the gateway is made of, and the way of a request through it.</summary>
internal static class GatewaySetup
{
    /// <exception cref="StartupException">With every error of the file and of the settings.</exception>
    public static WebApplicationBuilder Register(string path, string[] args)
    {
        var errors = new StartupErrors();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        UseDefaults(((IConfigurationBuilder)builder.Configuration).Sources);
        var isText = AddFile(builder, path, args, errors);
        var dataDirectory = DataDirectoryOf(builder.Configuration);
        builder.AddWebDefaults(errors, dataDirectory, "gateway");
        builder.AddOperators(errors, dataDirectory);
        var settings = builder.AddRouting(errors, dataDirectory, modules: null);
        if (settings.Services.Count > 0)
        {
            errors.Add("Configuration 'Strangler:Services': a gateway's services are named in the file's own member 'services'.");
        }

        if (settings.Testers is { Users.Length: > 0 } or { Groups.Length: > 0 })
        {
            errors.Add("Configuration 'Strangler:Testers': a gateway verifies nobody's token, so a name proves nothing. Give testers a pass: './strangler tester-pass service --for 8h'.");
        }

        var hasDatabase = builder.Configuration.GetSection("Database").Exists();
        var source = new GatewayFileSource(path, flagsInFile: !hasDatabase);
        var services = builder.Services;
        services.AddSingleton(source);
        services.AddSingleton<UpstreamForwarder>();
        services.AddSingleton<MonolithUpstream>();
        services.AddSingleton<GatewayEndpoints>();
        services.AddSingleton<CurrentConfiguration>();
        services.AddSingleton<IReloadedConfiguration>(provider => provider.GetRequiredService<CurrentConfiguration>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ListenerPolicy>());
        // Before the flags' own service: that needs the routes.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ConfigurationWatch>());
        AddStore(builder, errors, dataDirectory, hasDatabase);
        if (isText)
        {
            Collect(errors, () => source.Parse(source.Read()));
        }

        errors.ThrowIfAny();
        return builder;
    }

    private static void UseDefaults(IList<IConfigurationSource> sources)
    {
        // There is one file; an appsettings.json that happens to lie beside the program is none of it.
        foreach (var file in sources.OfType<JsonConfigurationSource>().ToList())
        {
            sources.Remove(file);
        }

        sources.Insert(0, new MemoryConfigurationSource { InitialData = GatewayDefaults.Settings });
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

    private static DataDirectory DataDirectoryOf(IConfiguration configuration)
    {
        try
        {
            return new(configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException([$"Configuration 'DataDir': {e.Message} Name a folder that the gateway may write to."]);
        }
    }

    private static void AddStore(WebApplicationBuilder builder, StartupErrors errors, DataDirectory dataDirectory, bool hasDatabase)
    {
        if (hasDatabase)
        {
            builder.Services.AddModuleDatabases(builder.Configuration, errors, dataDirectory, DatabaseAccess.Administrator);
            builder.Services.AddPostgresFlagStore();
        }
        else
        {
            Collect(errors, () =>
            {
                var ledger = new LedgerFile(dataDirectory);
                builder.Services.AddSingleton(_ => ledger);
            });
            builder.Services.AddSingleton<IFlagStore, FileFlagStore>();
        }
    }

    private static void Collect(StartupErrors errors, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is StartupException || CurrentConfiguration.IsRefusal(e))
        {
            foreach (var error in e switch { StartupException s => s.Errors, GatewayFileException f => f.Errors, _ => [e.Message] })
            {
                errors.Add(error);
            }
        }
    }

    /// <exception cref="Exception">What <see cref="CurrentConfiguration.IsRefusal"/> knows: the file is another one than it was a moment ago.</exception>
    public static void Use(WebApplication app)
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
