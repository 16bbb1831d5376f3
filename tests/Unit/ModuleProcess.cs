using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Security;
using Monolith.Unit.Kernel.Web;
using Npgsql;

namespace Monolith.Unit;

/// <summary>A process that has one module, migrates its schema, and signs its users' tokens itself. Background work does not run by itself.</summary>
internal sealed class ModuleProcess : IAsyncDisposable
{
    private readonly SigningKey _key;
    private readonly WebProcess _process;

    private ModuleProcess(WebProcess process, SigningKey key)
    {
        _process = process;
        _key = key;
    }

    public IServiceProvider Services => _process.App.Services;

    public CapturedLogs Logs => _process.Logs;

    public static async Task<ModuleProcess> StartAsync(IModule module, string connectionString, params (string Key, string Value)[] settings)
    {
        var (key, keys) = (SigningKey.Generate(), new KnownKeys());
        keys.Add(key.Public);
        var process = await WebProcess.StartAsync(
            app => app.MapControllers(),
            builder => Configure(builder, module, keys),
            afterDefaults: app => app.UseAuthorization(),
            settings:
            [
                ("Database:ConnectionString", connectionString),
                ("Database:RolePrefix", $"{new NpgsqlConnectionStringBuilder(connectionString).Database}_"),
                ("Database:RoleSecret", new string('r', 32)),
                .. settings,
            ]);
        await process.App.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        return new(process, key);
    }

    /// <summary>As this user; as nobody who is signed in, when it is null.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, int? user, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = user is { } id ? new AuthenticationHeaderValue("Bearer", TokenOf(id)) : null;
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _process.Public.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _key.Dispose();
    }

    private static void Configure(WebApplicationBuilder builder, IModule module, KnownKeys keys)
    {
        var (errors, data) = (new StartupErrors(), new DataDirectory(builder.Configuration));
        builder.Services.AddModuleDatabases(builder.Configuration, errors, data, DatabaseAccess.Administrator);
        builder.Services.AddTokenSecurity(builder.Configuration, errors, data, "monolith");
        builder.AddModules(errors, [module]);
        errors.ThrowIfAny();
        builder.Services.AddSingleton<ITokenKeys>(keys).AddSingleton<ISessionRevocations>(new KnownSessions()).AddAuthorization();
        // Nobody here tells of log-outs, and nothing lives long enough to be purged.
        builder.Services.RemoveAll<IHostedService>();
    }

    private string TokenOf(int user)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Jws.Sign(_key, AccessToken.Type, new AccessToken("monolith", "monolith", user, Guid.NewGuid(), Guid.NewGuid(), now, now, now.AddHours(1)).ToPayload());
    }
}
