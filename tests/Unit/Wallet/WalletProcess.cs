using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;
using Monolith.Kernel.Startup;
using Monolith.Unit.Kernel.Web;
using Monolith.Wallet;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;
using Npgsql;

namespace Monolith.Unit.Wallet;

/// <summary>A process that has the Wallet module. A header says who is signed in.</summary>
internal sealed class WalletProcess : IAsyncDisposable
{
    private const string UserHeader = "X-Test-User";
    private readonly WebProcess _process;

    private WalletProcess(WebProcess process) => _process = process;

    public IServiceProvider Services => _process.App.Services;

    public CapturedLogs Logs => _process.Logs;

    public static async Task<WalletProcess> StartAsync(string connectionString, params (string Key, string Value)[] settings)
    {
        var process = await WebProcess.StartAsync(
            app => app.MapControllers(),
            builder =>
            {
                var errors = new StartupErrors();
                builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
                builder.AddModules(errors, [new WalletModule()]);
                errors.ThrowIfAny();
            },
            afterDefaults: app => app.Use((context, next) =>
            {
                if (context.Request.Headers[UserHeader] is [{ } user])
                {
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserPrincipal.Subject, user)], "test"));
                }

                return next(context);
            }),
            settings:
            [
                ("Database:ConnectionString", connectionString),
                ("Database:RolePrefix", $"{new NpgsqlConnectionStringBuilder(connectionString).Database}_"),
                ("Database:RoleSecret", new string('r', 32)),
                .. settings,
            ]);
        await process.App.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        return new(process);
    }

    /// <summary>In a scope of its own, as every request is.</summary>
    public async Task<Result<Posted>> PostAsync(Posting posting)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GeneralLedger>().PostAsync(posting, default);
    }

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A connection as the module's requests have it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync() => Services.GetRequiredKeyedService<NpgsqlDataSource>("wallet").OpenConnectionAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
