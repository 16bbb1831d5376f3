using Monolith.Admin;
using Monolith.Kernel.Modules;
using Monolith.Kyc;
using Monolith.Profiles;
using Monolith.Unit.Kyc;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Xunit;

namespace Monolith.Unit.Admin;

/// <summary>A database and a process for one test class, with an admin.</summary>
public sealed class AdminFixture : IAsyncLifetime
{
    private int _users;

    /// <summary>With Auth, all that the module asks.</summary>
    internal static IModule[] Modules => [new KycModule(), new ProfilesModule(), new WalletModule(), new AdminModule()];

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

    /// <summary>What admins set out to do on somebody, and how it ended.</summary>
    internal static Task<List<string>> ActionsOnAsync(KycHost host, int user) => host.RowsAsync(
        $"SELECT admin_id, kind, reason, result, error_code FROM admin.actions a LEFT JOIN admin.outcomes o ON o.action_id = a.id WHERE user_id = {user} ORDER BY begun_at, a.id");

    public async Task InitializeAsync()
    {
        Host = await KycHost.StartAsync(await TemporaryPostgres.CreateDatabaseAsync(), Modules);
        Admin = await NewAdminAsync(Host, "boss");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
