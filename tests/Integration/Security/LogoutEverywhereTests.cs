using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Security;

public sealed class LogoutEverywhereTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Fact]
    public async Task Logout_Token_IsDeadInEveryProcessWithinASecond()
    {
        using var service = new MoviesApi(Environment.Favorites.Url);
        for (var round = 0; round < 5; round++)
        {
            var user = await Api.SignUpAsync();
            var other = await Api.SignInAsync(user.Email, user.Password, user.Id);
            // Both processes have seen the token, and what they remember of it must go.
            (await user.ListAsync()).ShouldBe(200, "[]");
            (await service.GetAsync("/api/favorites", user.Token)).ShouldBe(200, "[]");

            (await user.LogOutAsync()).Status.ShouldBe(200);

            (await user.ListAsync()).ShouldSay(401, "Unauthenticated.");
            var took = await Eventually.BecomesTrueAsync(
                async () => (await service.GetAsync("/api/favorites", user.Token)).Status == 401, TimeSpan.FromSeconds(1));
            Output.WriteLine($"dead in the service after {took.TotalMilliseconds:0} ms");
            (await service.GetAsync("/api/favorites", user.Token)).ShouldSay(401, "Unauthenticated.");
            (await service.GetAsync("/api/favorites", other.Token)).ShouldBe(200, "[]");
        }
    }

    [Fact]
    public async Task Service_CalledDirectly_ChecksTokensItself()
    {
        using var service = new MoviesApi(Environment.Favorites.Url);
        var user = await Api.SignUpAsync();

        (await service.GetAsync("/api/favorites")).ShouldSay(401, "Unauthenticated.");
        (await service.GetAsync("/api/favorites", "garbage")).ShouldSay(401, "Unauthenticated.");
        (await service.SendAsync(HttpMethod.Get, "/api/favorites", null, null, ("X-Internal-Acting-User", $"{user.Id}"))).ShouldSay(401, "Unauthenticated.");
        (await service.GetAsync("/api/movies/genres", user.Token)).Status.ShouldBe(404, "the service has Favorites and nothing else");
    }
}
