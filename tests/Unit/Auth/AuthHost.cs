using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Auth;
using Monolith.Kernel.Data;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Npgsql;

namespace Monolith.Unit.Auth;

/// <summary>The Auth module, alone or with one that depends on it, in a web server of its own, on a database that others may share. Requests name the address they come from.</summary>
internal sealed class AuthHost : IAsyncDisposable
{
    private const string AddressHeader = "X-Test-Address";
    private readonly DirectoryInfo _data;

    private AuthHost(WebApplication app, DirectoryInfo data, Uri url, LogLines log)
    {
        App = app;
        _data = data;
        Log = log;
        Client = new HttpClient { BaseAddress = url };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public T Get<T>()
        where T : notnull
        => App.Services.GetRequiredService<T>();

    /// <param name="database">The superuser's connection.</param>
    /// <param name="settings">On top of those every test wants.</param>
    public static Task<AuthHost> StartAsync(string database, params (string Key, string Value)[] settings) => StartAsync(database, [], settings);

    public static async Task<AuthHost> StartAsync(string database, IModule[] others, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("auth");
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["DataDir"] = data.FullName,
            ["Database:ConnectionString"] = database,
            // Roles belong to the server, which all tests share.
            ["Database:RolePrefix"] = $"{new NpgsqlConnectionStringBuilder(database).Database}_",
            ["Database:RoleSecret"] = new string('r', 32),
            ["Auth:KeyEncryptionKey"] = new string('k', 32),
            ["Auth:FailedLoginFloor"] = "00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseUrls(url.ToString());
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);

        var errors = new StartupErrors();
        var dataDirectory = new DataDirectory(builder.Configuration);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, dataDirectory, DatabaseAccess.Administrator);
        builder.Services.AddTokenSecurity(builder.Configuration, errors, dataDirectory, "monolith");
        builder.AddModules(errors, [new AuthModule(), .. others]);
        builder.Services.AddAuthorization(o => o.AddPolicy("Operator", policy => policy.RequireAssertion(_ => true)));
        errors.ThrowIfAny();

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address) ? address : IPAddress.Loopback;
            return next(context);
        });
        app.UseAuthentication().UseSessionEnd().UseAuthorization();
        app.MapControllers();
        app.MapGet("/test/signed-in", () => "yes").RequireAuthorization();
        await app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        await app.StartAsync();
        return new AuthHost(app, data, url, log);
    }

    public Task<(int Status, JsonNode? Body)> PostAsync(string path, object? body, string? token = null, string from = "203.0.113.1")
        => CallAsync(HttpMethod.Post, path, body, token, from);

    public async Task<(int Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, object? body = null, string? token = null, string from = "203.0.113.1")
    {
        using var response = await SendAsync(path, body, token, from, method);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<HttpResponseMessage> SendAsync(string path, object? body, string? token = null, string from = "203.0.113.1", HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path);
        request.Headers.Add(AddressHeader, from);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        request.Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    public Task<(int Status, JsonNode? Body)> RegisterAsync(string email, string password = "secret1", string name = "Somebody")
        => PostAsync("/api/auth/register", new { name, email, password });

    public Task<(int Status, JsonNode? Body)> LoginAsync(string email, string password = "secret1", string from = "203.0.113.1")
        => PostAsync("/api/auth/login", new { email, password }, from: from);

    public Task<(int Status, JsonNode? Body)> SignupAsync(string username, string email, string password = "secret1")
        => PostAsync("/signup", new { username, email, password });

    public Task<(int Status, JsonNode? Body)> TradingLoginAsync(string username, string password = "secret1", string from = "203.0.113.1")
        => PostAsync("/login", new { username, password }, from: from);

    /// <summary>As another module sends it.</summary>
    public async Task<Result<T>> SendAsync<T>(IModuleRequest<T> request)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<string> TokenAsync(string email, string password = "secret1")
        => (string)(await LoginAsync(email, password)).Body!["access_token"]!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
