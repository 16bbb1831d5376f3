using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Kernel.Idempotency;

/// <summary>Two processes with the ledger on one database. Their lease is longer than any test takes.</summary>
public sealed class LedgerFixture : IAsyncLifetime
{
    internal TemporaryPostgres Database { get; } = new();

    internal LedgerProcess Monolith { get; private set; } = null!;

    internal LedgerProcess Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        (string, string)[] settings = [("Idempotency:Lease", "00:01:00"), ("Idempotency:WaitForAnswer", "00:00:30"), ("Idempotency:MaxAnswerBytes", "1024")];
        Monolith = await LedgerProcess.StartAsync(Database.ConnectionString, settings);
        await Monolith.CreateTablesAsync();
        Service = await LedgerProcess.StartAsync(Database.ConnectionString, settings);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Monolith.DisposeAsync();
        await Database.DisposeAsync();
    }
}
