using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web;
using Monolith.Strangler.Routing;
using Monolith.Strangler.Routing.Admin;
using Monolith.Strangler.Routing.Forwarding.Health;

namespace Monolith.Unit.Strangler;

/// <summary>A host with the strangler layer, local endpoints that say who they are, and whatever database and services a test gives it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly bool _ownsData;
    private readonly string _data;

    private TestHost(WebApplication app, string data, bool ownsData, int port)
    {
        App = app;
        _data = data;
        _ownsData = ownsData;
        Url = new Uri($"http://127.0.0.1:{port}");
        Client = new(new SocketErrorHandler(new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public WebApplication App { get; }

    public Uri Url { get; }

    public HttpClient Client { get; }

    /// <summary>Every request a local endpoint answered: method, route and body.</summary>
    public ConcurrentQueue<string> Local { get; } = new();

    public static string NewDataFolder() => Directory.CreateTempSubdirectory("monolith-test-").FullName;

    /// <summary>Puts flags where a host that finds no database takes them from.</summary>
    public static void KeepFlags(string data, string document, long version = 1)
        => DataDirectory.WritePrivateFile(Path.Combine(data, "strangler", "snapshot.json"), $$"""{"Version":{{version}},"Document":{{document}} }""");

    /// <summary>Without a database: every flag from the disk.</summary>
    public static async Task<TestHost> StartWithFlagsAsync(string service, string document, Action<Dictionary<string, string?>>? configure = null, Action<WebApplication>? map = null, IMovedData? moved = null)
    {
        var data = NewDataFolder();
        KeepFlags(data, document);
        // A service that counts connections must not be probed.
        return await StartAsync(service, connectionString: null, configure, map, data, ownsData: true, probe: false, moved);
    }

    public static async Task<TestHost> StartAsync(
        string? service, string? connectionString, Action<Dictionary<string, string?>>? configure = null, Action<WebApplication>? map = null, string? data = null, bool ownsData = false, bool probe = true, IMovedData? moved = null)
    {
        ownsData |= data is null;
        data ??= NewDataFolder();
        var port = Ports.Free();
        var builder = WebApplication.CreateEmptyBuilder(new());
        var values = new Dictionary<string, string?>
        {
            ["DataDir"] = data,
            ["Database:ConnectionString"] = connectionString ?? $"Host=127.0.0.1;Port={Ports.Free()};Username=nobody;Timeout=1",
            ["Strangler:Services:favorites:Url"] = service,
            // Its headers are the one thing in which a forwarded answer differs on purpose.
            ["Strangler:ExposeDecision"] = "Nobody",
            // Where nothing answers it would be out of the traffic after some seconds, and a slow test would end otherwise than a fast one.
            ["Strangler:Health:BadToLeave"] = "1000",
        };
        configure?.Invoke(values);
        builder.Configuration.AddInMemoryCollection(values.Where(v => v.Value is not null));
        builder.WebHost.UseKestrel(o => o.ListenLocalhost(port, l => l.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestUser>("Test", _ => { });
        builder.Services.AddAuthorization(o => o.AddPolicy("Operator", p => p.RequireClaim("operator")));
        var errors = new StartupErrors();
        var directory = new DataDirectory(builder.Configuration);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, directory, DatabaseAccess.Administrator);
        builder.AddStrangler(errors, directory, [new ModuleManifest("Favorites"), new ModuleManifest("Movies")]);
        if (moved is not null)
        {
            builder.Services.AddSingleton(moved);
        }

        if (errors.All.Count > 0 && ownsData)
        {
            // Nobody gets a host to dispose.
            Directory.Delete(data, recursive: true);
        }

        errors.ThrowIfAny();
        if (!probe)
        {
            builder.Services.Remove(builder.Services.Single(d => d.ImplementationType == typeof(ServiceProbe)));
        }

        var app = builder.Build();
        var host = new TestHost(app, data, ownsData, port);
        app.UseRouting();
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            // What a Host's middleware set before the decision, as the rate limit does.
            context.Response.Headers["X-RateLimit-Limit"] = "60";
            return next(context);
        });
        app.UseAuthorization();
        app.UseStrangler();
        app.MapStranglerAdmin();
        host.MapLocal("favorites.list", "/api/favorites", "GET", "HEAD");
        host.MapLocal("favorites.add", "/api/favorites", "POST");
        host.MapLocal("favorites.remove", "/api/favorites", "DELETE");
        host.MapLocal("favorites.any", "/any/{**rest}", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        host.MapLocal("movies.search", "/api/movies/search", "GET");
        map?.Invoke(app);
        if (connectionString is not null)
        {
            await app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(CancellationToken.None);
        }

        await app.StartAsync();
        return host;
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string? user = "1", string? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return request;
    }

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? user = "1", string? body = null)
    {
        using var request = Request(method, path, user, body);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public T Get<T>()
        where T : notnull
        => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await App.StopAsync(now.Token);
        await App.DisposeAsync();
        if (_ownsData)
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private void MapLocal(string flag, string pattern, params string[] methods)
        => App.MapMethods(pattern, methods, async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            Local.Enqueue($"{context.Request.Method} {flag} {body}".TrimEnd());
            return Results.Json(new { by = "monolith", body }, statusCode: context.Request.Method == "POST" ? 201 : 200);
        }).WithMetadata(new ExtractableAttribute(flag), new MoviesFrontendAttribute());
}
