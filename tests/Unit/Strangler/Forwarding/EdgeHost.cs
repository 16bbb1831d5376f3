using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Edge;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Unit.Kernel.Web;

namespace Monolith.Unit.Strangler.Forwarding;

/// <summary>A host as the real one is set up, edge included, with the strangler layer and without a database. Users "s" are on the service, others on the monolith.</summary>
internal static class EdgeHost
{
    public const string OnService = "s";
    public const string OnMonolith = "m";

    private static readonly string Document = TestFlags.Document(
        TestFlags.Flag("favorites.any", user: $$"""{"variant":"service","users":["{{OnService}}"]}"""));

    public static Task<WebProcess> StartAsync(string service, Action<WebApplication> map, params (string Key, string Value)[] settings)
        => WebProcess.StartAsync(
            map,
            configure: builder =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Database:ConnectionString"] = $"Host=127.0.0.1;Port={Ports.Free()};Username=nobody;Timeout=1",
                    ["Strangler:Services:favorites:Url"] = service,
                    // Its headers are the one thing in which a forwarded answer differs on purpose.
                    ["Strangler:ExposeDecision"] = "Nobody",
                });
                TestHost.KeepFlags(builder.Configuration["DataDir"]!, Document);
                var errors = new StartupErrors();
                var directory = new DataDirectory(builder.Configuration);
                builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestUser>("Test", _ => { });
                builder.Services.AddAuthorization();
                builder.Services.AddModuleDatabases(builder.Configuration, errors, directory, DatabaseAccess.Administrator);
                builder.AddStrangler(errors, directory, [new ModuleManifest("Favorites")]);
                errors.ThrowIfAny();
                // A service that counts connections must not be probed.
                builder.Services.Remove(builder.Services.Single(d => d.ImplementationType == typeof(ServiceProbe)));
            },
            beforeRouting: app => app.UseEdgeHeaders(),
            afterDefaults: app =>
            {
                app.UseAuthorization();
                app.UseStrangler();
            },
            settings: [("Web:MaxRequestBodyBytes", $"{1L << 30}"), ("Web:MaxRequestHeadersBytes", "65536"), .. settings]);
}
