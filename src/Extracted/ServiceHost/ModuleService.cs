using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Auth.Contracts;
using Monolith.Extracted.ServiceHost.Security;
using Monolith.Kernel.Data;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Kernel.Web.Edge;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Extracted.ServiceHost;

/// <summary>
/// Runs one module, unchanged, as a process of its own: its public API on <c>Urls</c>, where only the strangler calls it, and its requests on
/// <c>InternalUrl</c>. Every other module, keys and log-outs are asked of the Host at <c>HostUrl</c>; the Auth module needs none of them.
/// </summary>
public static class ModuleService
{
    // The name by which the Host knows itself.
    private const string Host = "monolith";

    // Beside the program; whatever else is configured wins over it.
    private const string SharedSettings = "servicesettings.json";

    private static readonly Assembly AuthContracts = typeof(IsSessionRevoked).Assembly;

    /// <summary>Starts the service and returns when it has drained.</summary>
    /// <param name="args">The command line: settings as <c>--Name value</c>.</param>
    /// <param name="module">The module.</param>
    /// <returns>The exit code: 0 after a clean stop, 1 when the configuration is wrong (every error is on standard error).</returns>
    public static async Task<int> RunAsync(string[] args, IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        try
        {
            await using var app = Build(args, module);
            await app.ServeAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static WebApplication Build(string[] args, IModule module)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new JsonConfigurationSource { Path = SharedSettings });
        var (errors, name) = (new StartupErrors(), module.Manifest.Schema);
        var dataDirectory = new DataDirectory(builder.Configuration);

        builder.AddWebDefaults(errors, dataDirectory, name);
        builder.Services.AddTokenSecurity(builder.Configuration, errors, dataDirectory, name);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, dataDirectory, DatabaseAccess.OneModule);
        builder.Services.AddAuthorization();
        builder.Services.Configure<MvcOptions>(mvc => mvc.Conventions.Add(new WithoutHostOnlyActions()));
        AddModule(builder, errors, module);
        errors.ThrowIfAny();

        var app = builder.Build();
        // The address of who called is the Host's to tell.
        app.UseWebDefaults(edge => edge.UseEdgeHeaders());
        app.UseAuthorization();
        app.MapControllers();
        app.MapInternalRequests();
        return app;
    }

    private static void AddModule(WebApplicationBuilder builder, StartupErrors errors, IModule module)
    {
        if (module.Manifest.Name == AuthContracts.GetCustomAttribute<ModuleContractsAttribute>()!.Module)
        {
            // It has the keys and the log-outs itself, from its tables: it comes up and answers while the Host is down.
            builder.AddModules(errors, [module]);
            return;
        }

        var hostUrl = HostUrl(builder.Configuration, errors);
        builder.Services.AddRemoteSecurity(hostUrl);
        builder.AddModules(errors, [module], new RemoteDefault(Host, hostUrl), AuthContracts);
    }

    private static Uri HostUrl(IConfiguration configuration, StartupErrors errors)
    {
        const string example = "http://127.0.0.1:8081";
        if (Uri.TryCreate(configuration["HostUrl"], UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        errors.Add($"Configuration 'HostUrl' must be the Host's internal address (its InternalUrl), for example {example}.");
        return new Uri(example);
    }
}
