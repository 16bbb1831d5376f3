using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Contract;

public abstract class CorsContract : ContractTests
{
    private protected CorsContract(SharedEnvironment shared, ContractRun run, int percent, ITestOutputHelper output)
        : base(shared, run, percent, output)
    {
    }

    [Theory]
    [InlineData("POST", "/api/auth/register", "content-type")]
    [InlineData("POST", "/api/auth/login", "content-type")]
    [InlineData("POST", "/api/auth/logout", "authorization")]
    [InlineData("GET", "/api/movies/search?q=batman", "authorization")]
    [InlineData("GET", "/api/movies/genres", "authorization")]
    [InlineData("GET", "/api/movies/1", "authorization")]
    [InlineData("GET", "/api/favorites?genre_id=", "authorization")]
    [InlineData("POST", "/api/favorites", "authorization,content-type")]
    [InlineData("DELETE", "/api/favorites", "authorization,content-type")]
    public async Task Preflight_OfTheFrontend_Allows(string method, string path, string headers)
    {
        var answer = await Api.SendAsync(
            HttpMethod.Options, path, null, null, ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));

        answer.Status.ShouldBeOneOf([200, 204], answer.ToString());
        answer.Header("access-control-allow-origin").ShouldBe("*");
        answer.Header("access-control-max-age").ShouldBe("0");
        answer.Header("access-control-allow-credentials").ShouldBeNull();
        Allowed(answer, "access-control-allow-methods").ShouldContain(method);
        foreach (var header in headers.Split(','))
        {
            Allowed(answer, "access-control-allow-headers").ShouldContain(header);
        }
    }

    [Fact]
    public async Task Answers_GoodAndBad_MayBeReadByAnyOrigin()
    {
        var user = await Api.SignUpAsync();
        Answer[] answers =
        [
            await user.ListAsync(),
            await user.AddAsync(Movies.First),
            await user.AddAsync(Movies.First),
            await user.RemoveAsync(987654321),
            await Api.PostAsync("/api/favorites", "{}", user.Token),
            await Api.PostAsync("/api/favorites", "{", user.Token),
            await Api.GetAsync("/api/favorites"),
            await Api.GetAsync("/api/movies/genres", "garbage"),
            await user.GetAsync("/api/movies/987654321"),
            await user.GetAsync("/api/movies/abc"),
            await Api.PostAsync("/api/auth/login", "{}"),
            await Api.PostAsync("/api/auth/login", """{"email":"nobody@example.com","password":"password"}"""),
        ];

        foreach (var answer in answers)
        {
            // Exactly once: a browser refuses the answer of a service that adds its own to the edge's.
            answer.Header("access-control-allow-origin").ShouldBe("*", answer.ToString());
            answer.Header("access-control-allow-credentials").ShouldBeNull(answer.ToString());
        }
    }

    [Fact]
    public async Task Answers_OfTheApi_TellTheRateLimitOnce()
    {
        var user = await Api.SignUpAsync();

        foreach (var answer in new[] { await user.ListAsync(), await user.GetAsync("/api/movies/genres"), await Api.PostAsync("/api/auth/login", "{}") })
        {
            int.Parse(answer.Header("x-ratelimit-limit").ShouldNotBeNull(answer.ToString())).ShouldBe(1_000_000);
            int.Parse(answer.Header("x-ratelimit-remaining").ShouldNotBeNull(answer.ToString())).ShouldBeInRange(0, 999_999);
        }
    }

    private static string[] Allowed(Answer answer, string header) =>
        answer.Header(header).ShouldNotBeNull(answer.ToString()).Split(',', StringSplitOptions.TrimEntries);
}

public sealed class CorsContractOnMonolith(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : CorsContract(shared, run, 0, output);

public sealed class CorsContractOnService(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : CorsContract(shared, run, 100, output);

public sealed class CorsContractOnBoth(SharedEnvironment shared, ContractRun run, ITestOutputHelper output) : CorsContract(shared, run, 50, output);
