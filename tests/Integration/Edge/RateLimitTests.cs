using System.Globalization;
using System.Net;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Edge;

public sealed class RateLimitTests(RateLimitTests.Fixture fixture, ITestOutputHelper output)
    : IntegrationTest(fixture.Environment, output), IClassFixture<RateLimitTests.Fixture>
{
    private const int Limit = 60;

    [Fact]
    public async Task SixtyFirstRequestOfAMinute_OfAUser_IsRefusedAndOthersAreNot()
    {
        using var address = new MoviesApi(Environment.HostUrl, IPAddress.Parse("127.0.0.2"));
        var user = await address.SignUpAsync();
        var other = await address.SignUpAsync();
        for (var i = 1; i <= Limit; i++)
        {
            var answer = await user.ListAsync();
            answer.Status.ShouldBe(200, answer.ToString());
            answer.Header("x-ratelimit-limit").ShouldBe("60");
            answer.Header("x-ratelimit-remaining").ShouldBe((Limit - i).ToString(CultureInfo.InvariantCulture));
        }

        CheckRefused(await user.ListAsync());
        CheckRefused(await user.GetAsync("/api/movies/genres"));
        // The user is counted wherever the requests come from, and nobody else at the same address is.
        CheckRefused(await (user with { Api = Api }).ListAsync());
        (await other.ListAsync()).Status.ShouldBe(200);
        var session = await address.SignInAsync(user.Email, user.Password, user.Id);
        CheckRefused(await session.ListAsync());
    }

    [Fact]
    public async Task SixtyFirstRequestOfAMinute_OfAnAddress_IsRefusedWhateverItClaims()
    {
        using var address = new MoviesApi(Environment.HostUrl, IPAddress.Parse("127.0.0.3"));
        using var other = new MoviesApi(Environment.HostUrl, IPAddress.Parse("127.0.0.4"));
        for (var i = 1; i <= Limit; i++)
        {
            (await address.PostAsync("/api/auth/login", "{}")).Status.ShouldBe(422);
        }

        CheckRefused(await address.PostAsync("/api/auth/login", "{}"));
        foreach (var header in new[] { "X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP" })
        {
            CheckRefused(await address.SendAsync(HttpMethod.Post, "/api/auth/login", null, "{}", (header, header == "Forwarded" ? "for=10.1.2.3" : "10.1.2.3")));
        }

        CheckRefused(await address.GetAsync("/api/favorites", "a token that is none"));
        (await other.PostAsync("/api/auth/login", "{}")).Status.ShouldBe(422);
        // Only the API is limited: probes and preflights go on.
        (await address.GetAsync("/health/live")).Status.ShouldBe(200);
    }

    private static void CheckRefused(Answer answer)
    {
        answer.ShouldSay(429, "Too Many Attempts.");
        answer.Header("x-ratelimit-limit").ShouldBe("60");
        answer.Header("x-ratelimit-remaining").ShouldBe("0");
        answer.Header("access-control-allow-origin").ShouldBe("*");
        var retryAfter = int.Parse(answer.Header("retry-after").ShouldNotBeNull(), CultureInfo.InvariantCulture);
        retryAfter.ShouldBeInRange(1, 60);
        var reset = long.Parse(answer.Header("x-ratelimit-reset").ShouldNotBeNull(), CultureInfo.InvariantCulture);
        reset.ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 61);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal TestEnvironment Environment { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions { Services = [], RateLimit = null });

        public async Task DisposeAsync() => await Environment.DisposeAsync();
    }
}
