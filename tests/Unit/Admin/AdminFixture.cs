using Monolith.Admin;
using Monolith.Kyc;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Xunit;

namespace Monolith.Unit.Admin;

/// <summary>A database and a process for one test class, with an admin.</summary>
public sealed class AdminFixture : IAsyncLifetime
{
    private int _users;

    internal KycHost Host { get; private set; } = null!;

    internal (int Id, string Token) Admin { get; private set; }

    internal Task<(int Id, string Token)> NewUserAsync() => Host.UserAsync($"user{Interlocked.Increment(ref _users)}");

    /// <summary>A user who waits for a decision.</summary>
    internal async Task<(int Id, string Token)> NewApplicantAsync()
    {
        var user = await NewUserAsync();
        await Host.SubmitAsync(user.Token, KycForms.Identity());
        return user;
    }

    internal static async Task<(int Id, string Token)> NewAdminAsync(KycHost host, string name)
    {
        var (id, _) = await host.UserAsync(name);
        await host.RowsAsync($"UPDATE auth.users SET role = 'admin' WHERE id = {id}");
        return (id, (string)(await host.Process.TradingLoginAsync(name)).Body!["access_token"]!);
    }

    public async Task InitializeAsync()
    {
        Host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), [new KycModule(), new AdminModule()]);
        Admin = await NewAdminAsync(Host, "boss");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
