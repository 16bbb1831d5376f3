using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;
using Monolith.Wallet;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Features.Book;

namespace Monolith.Bench.Wallet;

/// <summary>The module as a process has it, without the web server: what is measured is a request from its handler down.</summary>
internal sealed class WalletInProcess : IAsyncDisposable
{
    private readonly IHost _host;

    public WalletInProcess(string connection, int clients)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[
            ("DataDir", Path.Combine(Path.GetTempPath(), "bench-wallet")), ("Database:ConnectionString", connection), ("Database:RolePrefix", "bench_"),
            ("Database:RoleSecret", new string('b', 32)), ("Database:MaxPoolSize", $"{clients}"), ("Modules:Auth:Placement", "Off"), ("Modules:Kyc:Placement", "Off")])
        {
            builder.Configuration[key] = value;
        }

        var errors = new StartupErrors();
        builder.Services.AddLogging(logging => logging.AddFilter((_, level) => level >= LogLevel.Warning)).AddSingleton(TimeProvider.System);
        builder.Services.AddModuleDatabases(builder.Configuration, errors, new DataDirectory(builder.Configuration), DatabaseAccess.Administrator);
        builder.AddModules(errors, [new WalletModule()]);
        errors.ThrowIfAny();
        _host = builder.Build();
    }

    /// <summary>Schema, role, and users from 1 on who will not run out of money.</summary>
    public async Task PrepareAsync(int users)
    {
        await _host.Services.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        for (var user = 1; user <= users; user++)
        {
            await BookAsync(Posting.Add(user, 1_000_000, "bench", null));
        }
    }

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task BookAsync(Posting posting)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var booked = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new BookCommand(posting));
        if (!booked.Succeeded)
        {
            throw new InvalidOperationException($"{posting}: {booked.Error.Message}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }
}
