using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Host;
using Monolith.Kernel.Data;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Operators;
using Monolith.Kernel.Startup;
using Monolith.Kernel.Web.Edge;
using Monolith.Unit.Kernel.Web;
using Monolith.Unit.Postgres;
using Npgsql;

namespace Monolith.Unit.Calls;

/// <summary>All modules of the Host in one process, as its program puts them together, without what moves traffic.</summary>
internal sealed class WholeHost : IAsyncDisposable
{
    public const string Password = "secret1";

    private readonly ConcurrentDictionary<string, int> _executions = new(StringComparer.OrdinalIgnoreCase);
    private int _users;

    private WholeHost(string database) => Database = database;

    /// <summary>The superuser's connection.</summary>
    public string Database { get; }

    public WebProcess Process { get; private set; } = null!;

    public IServiceProvider Services => Process.App.Services;

    public string DataDirectory => Services.GetRequiredService<DataDirectory>().Root;

    public Uri InternalUrl => Process.Internal.BaseAddress!;

    public IEnumerable<RouteEndpoint> Routes => Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static async Task<WholeHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = new WholeHost(await TemporaryPostgres.CreateDatabaseAsync());
        host.Process = await WebProcess.StartAsync(
            app =>
            {
                app.MapControllers();
                app.MapInternalRequests();
            },
            Configure,
            edge => edge.UseEdgeHeaders().Use(host.CountAsync),
            app => app.UseAuthorization(),
            // Its background work asks for tables.
            app => app.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default),
            [
                ("Database:ConnectionString", host.Database),
                ("Database:RolePrefix", $"{new NpgsqlConnectionStringBuilder(host.Database).Database}_"),
                ("Database:RoleSecret", new string('r', 32)),
                ("Auth:KeyEncryptionKey", new string('k', 32)),
                .. HostModules.Create().Select((m, i) => ($"Internal:Callers:caller:{i}", $"{m.Manifest.Schema}.*")),
                .. settings,
            ]);
        return host;
    }

    /// <summary>How often a request that came from another process was answered, by its path.</summary>
    public int ExecutionsOf(string path) => _executions.GetValueOrDefault(path);

    public async Task<CallUser> NewUserAsync()
    {
        var number = Interlocked.Increment(ref _users);
        var email = $"user{number}@example.com";
        (await Process.Public.PostAsJsonAsync("/api/auth/register", new { name = $"User {number}", email, password = Password })).EnsureSuccessStatusCode();
        return new CallUser(await ScalarAsync($"SELECT id FROM auth.users WHERE email = '{email}'"), email);
    }

    public async Task<CallUser> NewAdminAsync()
    {
        var admin = await NewUserAsync();
        await ScalarAsync($"UPDATE auth.users SET role = 'admin' WHERE id = {admin.Id} RETURNING id");
        return admin;
    }

    public async Task<string> TokenAsync(CallUser user)
    {
        using var response = await Process.Public.PostAsJsonAsync("/api/auth/login", new { email = user.Email, password = Password });
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
    }

    public async ValueTask DisposeAsync() => await Process.DisposeAsync();

    private static void Configure(WebApplicationBuilder builder)
    {
        var (errors, data) = (new StartupErrors(), new DataDirectory(builder.Configuration));
        builder.Services.AddTokenSecurity(builder.Configuration, errors, data, "monolith");
        builder.AddOperators(errors, data);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, data, DatabaseAccess.Administrator);
        builder.AddModules(errors, HostModules.Create());
        errors.ThrowIfAny();
    }

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        // Counted when it ends: nobody may be there any more to be answered.
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK && context.Request.Path.StartsWithSegments("/internal/requests", StringComparison.Ordinal, out var request))
        {
            _executions.AddOrUpdate(request.Value!, 1, (_, before) => before + 1);
        }
    }

    private async Task<int> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
