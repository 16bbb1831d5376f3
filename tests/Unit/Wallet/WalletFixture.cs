using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Wallet;

/// <summary>One <see cref="WalletProcess"/> on a database of its own for all tests of a class. Each test has users of its own.</summary>
public sealed class WalletFixture : IAsyncLifetime
{
    private int _users;

    internal TemporaryPostgres Database { get; } = new();

    internal WalletProcess Process { get; private set; } = null!;

    internal int NewUser() => Interlocked.Increment(ref _users);

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        Process = await WalletProcess.StartAsync(Database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        await Database.DisposeAsync();
    }
}
