using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Integration.Client;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Monolith.Integration.Edge;

public sealed class OperationsTests(SharedEnvironment shared, ITestOutputHelper output) : SharedSystemTest(shared, output)
{
    [Fact]
    public async Task Probes_EveryListener_AnswerWithoutAToken()
    {
        foreach (var url in (Uri[])[Environment.HostUrl, Environment.HostInternalUrl, .. Environment.Services.SelectMany(s => new[] { s.Url, s.InternalUrl })])
        {
            using var listener = new MoviesApi(url);
            (await listener.GetAsync("/health/live")).Status.ShouldBe(200, url.ToString());
            (await listener.GetAsync("/health/ready")).Status.ShouldBe(200, url.ToString());
            (await listener.GetAsync("/metrics")).Body.ShouldContain("# TYPE");
        }
    }

    [Fact]
    public async Task Documentation_OfTheApi_NamesEveryRouteAndNoInternalOne()
    {
        var document = await Api.GetAsync("/openapi/v1.json");

        document.Status.ShouldBe(200);
        var paths = document.Json!["paths"]!.AsObject().Select(p => p.Key).ToList();
        foreach (var path in new[]
        {
            "/api/auth/register", "/api/auth/login", "/api/auth/logout", "/api/movies/search", "/api/movies/genres", "/api/movies/{id}", "/api/favorites",
            "/signup", "/login", "/profile", "/wallet", "/wallet/add", "/wallet/withdraw", "/wallet/transactions",
            "/broker/kotak/login", "/broker/zerodha/callback", "/admin/kyc/pending", "/admin/kyc/{userId}/decide", "/admin/users/{userId}", "/admin/flags",
        })
        {
            paths.ShouldContain(path);
        }

        paths.Select(p => p.Split('/')[1]).Distinct().ShouldBe(["api", "signup", "login", "profile", "wallet", "kyc", "broker", "admin"], ignoreOrder: true);
        var page = await Api.GetAsync("/docs/index.html");
        page.Status.ShouldBe(200);
        page.Body.ShouldContain("swagger", Case.Insensitive);
    }

    [Fact]
    public async Task UnknownPath_OutsideTheContract_AnswersProblemDetails()
    {
        var answer = await Api.GetAsync("/nothing/here");

        answer.Status.ShouldBe(404);
        answer.Header("content-type").ShouldNotBeNull().ShouldStartWith("application/problem+json");
        answer.Json!["status"]!.GetValue<int>().ShouldBe(404);
    }

    [Fact]
    public async Task Log_OfARequest_IsJsonWithItsIdAndUserOnBothSides()
    {
        await Operator.ShiftAsync("favorites", 100);
        var user = await Api.SignUpAsync();
        var id = Guid.NewGuid().ToString("N");

        var answer = await Api.SendAsync(HttpMethod.Get, "/api/favorites", user.Token, null, ("X-Request-Id", id));

        answer.Header("x-request-id").ShouldBe(id);
        foreach (var process in new[] { Environment.Host, Environment.Favorites.Process })
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(LinesWith(process, id).Any()), TimeSpan.FromSeconds(30));
            LinesWith(process, id).ShouldAllBe(line => JsonNode.Parse(line, null, default(JsonDocumentOptions)) != null);
        }

        LinesWith(Environment.Host, id).ShouldContain(line => line.Contains($"{user.Id}", StringComparison.Ordinal));
        Environment.Host.Output.ToString().ShouldNotContain(user.Token);
        Environment.Host.Output.ToString().ShouldNotContain(user.Email);
        Environment.Favorites.Process.Output.ToString().ShouldNotContain(user.Token);
    }

    private static IEnumerable<string> LinesWith(ServerProcess process, string id) =>
        process.Output.ToString().Split('\n').Where(line => line.Contains(id, StringComparison.Ordinal));
}
