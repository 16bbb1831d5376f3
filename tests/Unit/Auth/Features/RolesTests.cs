using Monolith.Auth.Contracts;
using Monolith.Kernel.Results;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class RolesTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private AuthHost Host => fixture.Host;

    public Task InitializeAsync() => fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task SetUserRole_ByAnAdmin_CountsFromTheNextLoginAndEndsOldTokens()
    {
        var admin = await AdminAsync("root");
        var (_, signup) = await Host.SignupAsync("ana", "ana@example.com");
        var ana = (int)signup!["user_id"]!;
        var old = (string)(await Host.TradingLoginAsync("ana")).Body!["access_token"]!;

        (await Host.SendAsync(new SetUserRole(ana, "admin", admin))).Succeeded.ShouldBeTrue();

        ((string)(await Host.TradingLoginAsync("ana")).Body!["role"]!).ShouldBe("admin");
        await Eventually.BecomesAsync(async () => (await Host.PostAsync("/api/auth/logout", body: null, old)).Status, 401);
    }

    [Fact]
    public async Task SetUserRole_ByAUser_IsForbidden()
    {
        await AdminAsync("root");
        var eve = (int)(await Host.SignupAsync("eve", "eve@example.com")).Body!["user_id"]!;
        var result = await Host.SendAsync(new SetUserRole(eve, "admin", eve));
        (result.Error!.Code, result.Error.Kind).ShouldBe((UserErrors.AdminOnly, ErrorKind.Forbidden));
        (await Host.SendAsync(new GetUser(eve))).Value!.Role.ShouldBe("user");
    }

    [Fact]
    public async Task SetUserRole_NobodyOrAnUnknownRole_IsAnError()
    {
        var admin = await AdminAsync("root");
        (await Host.SendAsync(new SetUserRole(int.MaxValue, "admin", admin))).Error!.Code.ShouldBe(UserErrors.NotFound);
        (await Host.SendAsync(new SetUserRole(admin, "root", admin))).Error!.Code.ShouldBe(UserErrors.RoleUnknown);
    }

    [Fact]
    public async Task SetUserRole_AdminsUnmakingEachOther_OneIsLeft()
    {
        int[] admins = [await AdminAsync("one"), await AdminAsync("two")];
        var results = await Task.WhenAll(Host.SendAsync(new SetUserRole(admins[1], "user", admins[0])), Host.SendAsync(new SetUserRole(admins[0], "user", admins[1])));
        results.Count(r => r.Succeeded).ShouldBe(1);
        (await Host.SendAsync(new SetUserRole(await LeftAsync(), "user", await LeftAsync()))).Error!.Code.ShouldBe(UserErrors.LastAdmin);
    }

    [Fact]
    public async Task SetUserRole_OnesOwn_IsLeftToAnother()
    {
        int[] admins = [await AdminAsync("one"), await AdminAsync("two")];
        (await Host.SendAsync(new SetUserRole(admins[0], "user", admins[0]))).Error!.Code.ShouldBe(UserErrors.OwnRole);
        (await Host.SendAsync(new SetUserRole(admins[0], "admin", admins[0]))).Succeeded.ShouldBeTrue();
        (await Host.SendAsync(new GetUser(admins[0]))).Value!.Role.ShouldBe("admin");
        (await Host.SendAsync(new SetUserRole(admins[0], "user", admins[1]))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task GetUsers_SomeMissing_AreTheOthersById()
    {
        var one = (int)(await Host.SignupAsync("one", "one@example.com")).Body!["user_id"]!;
        var two = (int)(await Host.RegisterAsync("two@example.com")).Body!["user"]!["id"]!;
        var accounts = (await Host.SendAsync(new GetUsers([two, int.MaxValue, one, two]))).Value!;
        accounts.Select(a => (a.Id, a.Username)).ShouldBe([(one, "one"), (two, null)]);
        (await Host.SendAsync(new GetUsers([.. Enumerable.Range(1, GetUsers.Most + 1)]))).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await Host.SendAsync(new GetUser(int.MaxValue))).Error!.Code.ShouldBe(UserErrors.NotFound);
    }

    [Fact]
    public async Task Administrator_Configured_IsMadeOnceAndKeepsItsPassword()
    {
        await using (await ConfiguredAsync("boss", "boss@example.com", "a long first password"))
        {
        }

        await using var again = await ConfiguredAsync("boss", "boss@example.com", "a long second password");
        (await again.TradingLoginAsync("boss", "a long second password")).Status.ShouldBe(401);
        ((string)(await again.TradingLoginAsync("boss", "a long first password")).Body!["role"]!).ShouldBe("admin");
    }

    [Theory]
    [InlineData("boss", "eve@example.com")]
    [InlineData("eve", "boss@example.com")]
    public async Task Administrator_NameTakenByAStranger_PromotesNobody(string username, string email)
    {
        await Host.SignupAsync(username, email);
        await using var configured = await ConfiguredAsync("boss", "boss@example.com", "a long first password");
        ((string)(await configured.TradingLoginAsync(username)).Body!["role"]!).ShouldBe("user");
        (await fixture.Database.QueryAsync<long>("SELECT count(*) FROM auth.users WHERE role = 'admin'")).ShouldBe(0);
        configured.Log.All.ShouldContain(line => line.StartsWith("Error 2502", StringComparison.Ordinal));
    }

    private Task<AuthHost> ConfiguredAsync(string username, string email, string password) => AuthHost.StartAsync(
        fixture.Database.ConnectionString,
        ("Auth:Administrator:Username", username), ("Auth:Administrator:Email", email), ("Auth:Administrator:Password", password));

    private async Task<int> AdminAsync(string username)
    {
        var id = (int)(await Host.SignupAsync(username, $"{username}@example.com")).Body!["user_id"]!;
        await fixture.Database.QueryAsync<object>($"UPDATE auth.users SET role = 'admin' WHERE id = {id}");
        return id;
    }

    private Task<int> LeftAsync() => fixture.Database.QueryAsync<int>("SELECT id FROM auth.users WHERE role = 'admin'");
}
