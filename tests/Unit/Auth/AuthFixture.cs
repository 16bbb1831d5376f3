using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Auth;

/// <summary>One <see cref="AuthHost"/> on a database of its own for all tests of a class.</summary>
public sealed class AuthFixture : IAsyncLifetime
{
    internal TemporaryPostgres Database { get; } = new();

    internal AuthHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await AuthHost.StartAsync(Database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
