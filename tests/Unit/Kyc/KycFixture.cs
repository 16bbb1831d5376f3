using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Kyc;

/// <summary>A database and a process for one test class.</summary>
public sealed class KycFixture : IAsyncLifetime
{
    private int _users;

    internal KycHost Host { get; private set; } = null!;

    internal Task<(int Id, string Token)> NewUserAsync() => Host.UserAsync($"user{Interlocked.Increment(ref _users)}");

    public async Task InitializeAsync() => Host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync());

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
