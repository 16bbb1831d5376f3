using Monolith.Kernel.Modules;
using Monolith.Profiles;
using Monolith.Unit.Kernel.Events;
using Monolith.Unit.Postgres;
using Monolith.Wallet;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth;

/// <summary>An account tells the other modules that it is there, however it came to be.</summary>
public sealed class UserRegisteredTests : IAsyncLifetime
{
    private const string Hash = "$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi";

    private readonly TemporaryPostgres _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Account_SignedUpRegisteredImportedOrConfigured_GetsAProfileAndAWalletOnce()
    {
        await using var host = await StartAsync(
            ("Seed:Demo", "true"), ("Auth:Administrator:Username", "root"), ("Auth:Administrator:Email", "root@example.com"), ("Auth:Administrator:Password", "a long password"));
        await host.SignupAsync("ann", "ann@example.com");
        await host.RegisterAsync("eva@example.com");
        using (var users = new StringContent($$"""[{"name":"Bob","email":"bob@example.com","password_hash":"{{Hash}}"},{"name":"Eva","email":"eva@example.com","password_hash":"{{Hash}}"}]""", System.Text.Encoding.UTF8, "application/x-ndjson"))
        {
            (await host.PostAsync("/admin/auth/users/import", users)).Status.ShouldBe(200);
        }

        foreach (var (schema, table) in ((string, string)[])[("profiles", "profiles"), ("wallet", "wallets")])
        {
            await Wait.UntilAsync(() => _database.QueryAsync<string>($"SELECT string_agg(u.email, ',' ORDER BY u.email) FROM auth.users u JOIN {schema}.{table} t ON t.user_id = u.id"),
                emails => emails == "ann@example.com,bob@example.com,eva@example.com,root@example.com,test@example.com");
            (await _database.QueryAsync<long>($"SELECT count(*) FROM auth.outbox_events e JOIN {schema}.inbox_events i USING (id)")).ShouldBe(5);
        }

        (await _database.QueryAsync<long>("SELECT count(*) FROM auth.outbox_events")).ShouldBe(5, "whom the import found there already was announced again");
    }

    [Fact]
    public async Task Event_OfASignup_SaysWhatWasGiven()
    {
        await using var host = await StartAsync();
        var id = (int)(await host.PostAsync("/signup", new { username = "ann", email = "Ann@example.com", password = "secret1", mobile = "123" })).Body!["user_id"]!;

        var data = await _database.QueryAsync<string>("SELECT concat_ws(' ', type, aggregate_key, data->>'userId', data->>'username', data->>'email', data->>'mobile') FROM auth.outbox_events");
        data.ShouldBe($"auth.user-registered.v1 user:{id} {id} ann Ann@example.com 123");
        // The event's has a digit more than the column takes.
        (await _database.QueryAsync<bool>("SELECT (e.data->>'registeredAt')::timestamptz - u.created_at BETWEEN '0' AND '1 microsecond'::interval FROM auth.outbox_events e, auth.users u")).ShouldBeTrue();
    }

    [Fact]
    public async Task Signup_OfATakenName_TellsNobody()
    {
        await using var host = await StartAsync();
        // All look before one of them has committed: the unique index decides.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SignupAsync("ann", $"ann{i}@example.com")));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        (await _database.QueryAsync<long>("SELECT count(*) FROM auth.outbox_events")).ShouldBe(1);
    }

    [Fact]
    public async Task User_QuickerThanTheEvent_KeepsWhatTheyDid()
    {
        await using (var host = await StartAsync(("Events:Dispatch", "false")))
        {
            await host.SignupAsync("ann", "ann@example.com");
            var token = (string)(await host.TradingLoginAsync("ann")).Body!["access_token"]!;
            (await host.CallAsync(HttpMethod.Put, "/profile", new { bio = "mine" }, token)).Status.ShouldBe(200);
            (await host.CallAsync(HttpMethod.Post, "/wallet/add", new { amount = 10 }, token)).Status.ShouldBe(200);
        }

        await using var delivering = await StartAsync();
        await Wait.UntilAsync(() => _database.QueryAsync<long>("SELECT (SELECT count(*) FROM profiles.inbox_events) + (SELECT count(*) FROM wallet.inbox_events)"), handled => handled == 2);

        (await _database.QueryAsync<string>("SELECT string_agg(bio, ',') FROM profiles.profiles")).ShouldBe("mine");
        (await _database.QueryAsync<decimal>("SELECT balance FROM wallet.accounts WHERE kind = 'Available'")).ShouldBe(10);
        (await _database.QueryAsync<long>("SELECT count(*) FROM auth.outbox_deliveries WHERE attempts > 0")).ShouldBe(0);
    }

    private Task<AuthHost> StartAsync(params (string, string)[] settings)
        => AuthHost.StartAsync(_database.ConnectionString, (IModule[])[new ProfilesModule(), new WalletModule()], [("Modules:Kyc:Placement", "Off"), .. settings]);
}
