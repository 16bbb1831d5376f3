using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Jose;
using Monolith.Kernel.Security.Revocation;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Security;
using Monolith.Unit.Kernel.Web;
using Monolith.Wallet;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;
using Npgsql;

namespace Monolith.Unit.Wallet;

/// <summary>A process that has the Wallet module, and signs its users' tokens itself.</summary>
internal sealed class WalletProcess : IAsyncDisposable
{
    private readonly SigningKey _key;
    private readonly WebProcess _process;

    private WalletProcess(WebProcess process, SigningKey key)
    {
        _process = process;
        _key = key;
    }

    public IServiceProvider Services => _process.App.Services;

    public CapturedLogs Logs => _process.Logs;

    public static async Task<WalletProcess> StartAsync(string connectionString, params (string Key, string Value)[] settings)
    {
        var (key, keys) = (SigningKey.Generate(), new KnownKeys());
        keys.Add(key.Public);
        var process = await WebProcess.StartAsync(
            app => app.MapControllers(),
            builder => Configure(builder, keys),
            afterDefaults: app => app.UseAuthorization(),
            settings:
            [
                ("Database:ConnectionString", connectionString),
                ("Database:RolePrefix", $"{new NpgsqlConnectionStringBuilder(connectionString).Database}_"),
                ("Database:RoleSecret", new string('r', 32)),
                ("Modules:Kyc:Placement", "Off"),
                .. settings,
            ]);
        await process.App.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        return new(process, key);
    }

    /// <summary>As this user; as nobody who is signed in, when it is null.</summary>
    public async Task<WalletAnswer> SendAsync(HttpMethod method, string path, int? user, string? json = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        if (user is { } id)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(id));
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await _process.Public.SendAsync(request);
        return new(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("Link", out var link) ? link.Single() : null);
    }

    public Task<WalletAnswer> GetAsync(string path, int? user) => SendAsync(HttpMethod.Get, path, user);

    public Task<WalletAnswer> PostAsync(string path, int? user, string? json) => SendAsync(HttpMethod.Post, path, user, json);

    /// <summary>Past HTTP, in a scope of its own as every request is.</summary>
    public Task<Result<Posted>> PostAsync(Posting posting) => InScopeAsync((GeneralLedger ledger) => ledger.PostAsync(posting, default));

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A connection as the module's requests have it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync() => Services.GetRequiredKeyedService<NpgsqlDataSource>("wallet").OpenConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _key.Dispose();
    }

    private static void Configure(WebApplicationBuilder builder, KnownKeys keys)
    {
        var (errors, data) = (new StartupErrors(), new DataDirectory(builder.Configuration));
        builder.Services.AddModuleDatabases(builder.Configuration, errors, data, DatabaseAccess.Administrator);
        builder.Services.AddTokenSecurity(builder.Configuration, errors, data, "monolith");
        builder.AddModules(errors, [new WalletModule()]);
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
