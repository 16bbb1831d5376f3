using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Results;
using Monolith.Unit.Kernel.Web;
using Monolith.Wallet;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;
using Npgsql;

namespace Monolith.Unit.Wallet;

/// <summary>A process that has the Wallet module.</summary>
internal sealed class WalletProcess(ModuleProcess process) : IAsyncDisposable
{
    public IServiceProvider Services => process.Services;

    public CapturedLogs Logs => process.Logs;

    public static async Task<WalletProcess> StartAsync(string connectionString, params (string Key, string Value)[] settings)
        => new(await ModuleProcess.StartAsync(new WalletModule(), connectionString, [("Modules:Auth:Placement", "Off"), ("Modules:Kyc:Placement", "Off"), .. settings]));

    /// <summary>As this user; as nobody who is signed in, when it is null.</summary>
    public async Task<WalletAnswer> SendAsync(HttpMethod method, string path, int? user, string? json = null, string? idempotencyKey = null)
    {
        using var response = await process.SendAsync(method, path, user, json, idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)]);
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
    public ValueTask<NpgsqlConnection> OpenAsync() => Services.GetRequiredKeyedService<ModuleConnections>("wallet").OpenConnectionAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
