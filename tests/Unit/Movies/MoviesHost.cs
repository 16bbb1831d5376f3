using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.Movies;
using Monolith.Unit.Postgres;
using Shouldly;

namespace Monolith.Unit.Movies;

/// <summary>A process with the Movies module alone, over real HTTP. Everybody is signed in as user 1.</summary>
internal sealed class MoviesHost : IAsyncDisposable
{
    private const string NoDatabase = "Host=127.0.0.1;Port=1;Username=nobody;Password=none;Timeout=1";

    private readonly WebApplication _application;
    private readonly string _dataDirectory;

    private MoviesHost(WebApplication application, string dataDirectory, CapturedLogs logs)
    {
        _application = application;
        _dataDirectory = dataDirectory;
        Logs = logs;
        Client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public CapturedLogs Logs { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>On a fresh database with the catalogue in it.</summary>
    public static async Task<MoviesHost> WithCatalogueAsync(params (string Key, string Value)[] settings)
        => await StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), migrate: true, settings);

    /// <summary>With no database to be reached.</summary>
    public static Task<MoviesHost> WithoutDatabaseAsync(params (string Key, string Value)[] settings) => StartAsync(NoDatabase, migrate: false, settings);

    /// <summary>With something at the database's port that takes connections and says nothing.</summary>
    public static Task<MoviesHost> WithSilentDatabaseAsync(int port)
        => StartAsync($"Host=127.0.0.1;Port={port};Username=nobody;Password=none", migrate: false, []);

    public async Task<(int Status, JsonElement Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    private static async Task<MoviesHost> StartAsync(string connectionString, bool migrate, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        var logs = new CapturedLogs();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        var dataDirectory = Directory.CreateTempSubdirectory("monolith-movies-").FullName;
        builder.Configuration["DataDir"] = dataDirectory;
        builder.Configuration["Database:ConnectionString"] = connectionString;
        builder.Configuration["Database:RolePrefix"] = $"m{Environment.ProcessId}_{Path.GetFileName(dataDirectory)[^6..].ToLowerInvariant()}_";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        var errors = new StartupErrors();
        builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
        builder.AddModules(errors, [new MoviesModule()]);
        errors.ThrowIfAny();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, SignedIn>("Test", null);
        builder.Services.AddAuthorization();

        var application = builder.Build();
        application.MapControllers();
        application.Urls.Add($"http://127.0.0.1:{Ports.Free()}");
        if (migrate)
        {
            await application.Services.GetRequiredService<DatabaseMigrator>().RunAsync(CancellationToken.None);
        }

        await application.StartAsync();
        return new MoviesHost(application, dataDirectory, logs);
    }

    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserPrincipal.Subject, "1")], "Test"));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, "Test")));
        }
    }
}
