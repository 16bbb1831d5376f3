using Monolith.Auth.Contracts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Auth.Features;

public sealed class ListUsersTests(AuthFixture fixture) : IClassFixture<AuthFixture>, IAsyncLifetime
{
    private AuthHost Host => fixture.Host;

    public async Task InitializeAsync()
    {
        await fixture.Database.QueryAsync<object>("TRUNCATE auth.users, auth.login_attempts, auth.login_origins CASCADE");
        await Host.SignupAsync("ana", "first@example.com");
        await Host.SignupAsync("Andrea", "second@example.com");
        await Host.SignupAsync("bo", "ANTON@example.com");
        await Host.RegisterAsync("under_score@example.com");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(null, "first@example.com second@example.com ANTON@example.com under_score@example.com")]
    [InlineData("", "first@example.com second@example.com ANTON@example.com under_score@example.com")]
    [InlineData("an", "first@example.com second@example.com ANTON@example.com")]
    [InlineData(" AN ", "first@example.com second@example.com ANTON@example.com")]
    [InlineData("and", "second@example.com")]
    [InlineData("under_", "under_score@example.com")]
    [InlineData("u_d", "")]
    [InlineData("%", "")]
    [InlineData("\\", "")]
    [InlineData("example", "")]
    public async Task List_ByAPrefix_IsThoseThatBeginWithIt(string? prefix, string expected)
        => string.Join(' ', (await ListAsync(new(prefix, After: null, 10))).Select(u => u.Email)).ShouldBe(expected);

    [Fact]
    public async Task List_PageByPage_IsAllOnce()
    {
        var all = new List<int>();
        for (int? after = null; await ListAsync(new(Prefix: null, after, 3)) is { Count: > 0 } page; after = page[^1].Id)
        {
            all.AddRange(page.Select(u => u.Id));
        }

        all.Count.ShouldBe(4);
        all.ShouldBe(all.Distinct().Order());
    }

    [Fact]
    public async Task List_BeyondItsLimits_IsRefused()
    {
        foreach (var limit in new[] { 0, -1, ListUsers.MaxLimit + 1 })
        {
            (await Host.SendAsync(new ListUsers(null, null, limit))).Error!.Code.ShouldBe(UserErrors.TooMany);
        }

        foreach (var prefix in new[] { new string('a', ListUsers.MaxPrefixLength + 1), "a\0", "a\nb" })
        {
            (await Host.SendAsync(new ListUsers(prefix, null, 1))).Error!.Code.ShouldBe(UserErrors.BadPrefix);
        }
    }

    [Fact]
    public async Task Activity_OfSessions_IsTheLastUseAndHowManyAreOpen()
    {
        var ana = (await ListAsync(new("ana", After: null, 1)))[0].Id;
        (await ActivityAsync(ana)).ShouldBe(new SessionActivity(ana, 0, null));

        var token = (string)(await Host.TradingLoginAsync("ana")).Body!["access_token"]!;
        await Host.TradingLoginAsync("ana");
        (await ActivityAsync(ana)).ShouldSatisfyAllConditions(a => a.Open.ShouldBe(2), a => a.LastUsedAt!.Value.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5)));

        await Host.PostAsync("/api/auth/logout", body: null, token);
        (await ActivityAsync(ana)).Open.ShouldBe(1);
    }

    private async Task<IReadOnlyList<UserAccount>> ListAsync(ListUsers request) => (await Host.SendAsync(request)).Value.ShouldNotBeNull();

    private async Task<SessionActivity> ActivityAsync(int user) => (await Host.SendAsync(new GetSessionActivity(user))).Value.ShouldNotBeNull();
}
