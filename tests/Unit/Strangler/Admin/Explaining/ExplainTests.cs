using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Monolith.Kernel.Modules;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Store.Hosts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Admin.Explaining;

public sealed class ExplainTests
{
    private const string NoService = "http://127.0.0.1:9";
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    [Fact]
    public async Task Explain_ManyUsers_SaysWhatHappensToTheirRequests()
    {
        var port = Ports.Free();
        await using var service = await TestService.StartAsync(port);
        await using var host = await TestHost.StartWithFlagsAsync($"http://127.0.0.1:{port}", TestFlags.Document(TestFlags.Percent("favorites.list", 40)));
        var sides = new HashSet<string>();

        for (var user = 1; user <= 30; user++)
        {
            var explanation = await ExplainAsync(host, "GET", "/api/favorites", $"&user={user}");
            var side = explanation.GetProperty("side").GetString()!;
            (await host.SendAsync(HttpMethod.Get, "/api/favorites", user: $"{user}")).Body.ShouldContain(side);
            explanation.GetProperty("answeredBy").GetString().ShouldBe(side);
            (explanation.GetProperty("bucket").GetDouble() < 40).ShouldBe(side == "service");
            sides.Add(side);
        }

        sides.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", "/api/favorites?page=2", "", "monolith", "no_key", "neither a user nor a tenant")]
    [InlineData("get", "/API/Favorites/", "&user=7", "service", "user", "names '7' for the service")]
    [InlineData("HEAD", "/api/favorites", "&user=1&group=guests&group=staff", "service", "group", "the group 'staff'")]
    [InlineData("GET", "/api/favorites", "&user=1", "monolith", "default", "0 to 0.001 is the service's, the rest is the monolith's")]
    [InlineData("GET", "/api/favorites", "&tenant=7", "monolith", "default", "'tenant:7' stands at")]
    [InlineData("POST", "/api/favorites", "&user=7", "monolith", "disabled", "rolled back")]
    [InlineData("DELETE", "/api/favorites", "&user=7", "monolith", "outside_schedule", "it opens on ")]
    [InlineData("PUT", "/any/thing%2Felse", "&user=7", "service", "everyone", "everybody to the service")]
    [InlineData("GET", "/api/movies/search", "&user=7", "monolith", "no_service", "Strangler:Services:movies:Url")]
    [InlineData("GET", "/api/favorites", "&user=1&side=service", "monolith", "default", "no tester")]
    [InlineData("GET", "/api/favorites", "&user=5&side=service", "service", "override", "A tester asked for the service, and may.")]
    [InlineData("POST", "/api/favorites", "&user=5&side=service", "monolith", "disabled", "does not count")]
    [InlineData("PATCH", "/api/favorites", "&user=7", "monolith", "not_extractable", "No flag covers")]
    [InlineData("GET", "/api/nothing", "&user=7", "monolith", "not_extractable", "404")]
    [InlineData("GET", "/plain/7", "&user=7", "monolith", "not_extractable", "No flag covers")]
    public async Task Explain_Request_SaysSideReasonAndWhy(string method, string path, string caller, string side, string reason, string says)
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService,
            TestFlags.Document(
                TestFlags.Flag("favorites.list", percentile: TestFlags.Service(0, 0.001), user: """{"variant":"service","users":["7"]}""", group: """{"variant":"service","groups":["staff"]}"""),
                TestFlags.Flag("favorites.add", enabled: false),
                TestFlags.Flag("favorites.remove", defaultWhenEnabled: "service", conditions: $$"""{"client_filters":[{{TestFlags.Window(Tomorrow, end: null)}}]}"""),
                TestFlags.Everyone("favorites.any"), TestFlags.Everyone("movies.search")),
            s => s["Strangler:Testers:Users:0"] = "5",
            map: app => app.MapGet("/plain/{id:int}", () => Results.Ok()));

        var explanation = await ExplainAsync(host, method, path, caller);

        (explanation.GetProperty("side").GetString(), explanation.GetProperty("reason").GetString()).ShouldBe((side, reason));
        string.Join(' ', explanation.GetProperty("why").EnumerateArray()).ShouldContain(says);
        host.Local.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_LiteralBesideParameter_IsMatchedByTheApplicationsRouting()
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(), map: app =>
        {
            app.MapGet("/films/{id}", () => Results.Ok()).WithMetadata(new ExtractableAttribute("movies.details"));
            app.MapGet("/films/featured", () => Results.Ok()).WithMetadata(new ExtractableAttribute("movies.featured"));
            app.MapGet("/films/{id:int:max(9)}/cast", () => Results.Ok()).WithMetadata(new ExtractableAttribute("movies.cast"));
        });

        (await RouteAsync("/films/7")).ShouldBe("movies.details");
        (await RouteAsync("/films/Featured")).ShouldBe("movies.featured");
        (await RouteAsync("/films/9/cast")).ShouldBe("movies.cast");
        (await RouteAsync("/films/10/cast")).ShouldBeNull();
        (await RouteAsync("/films/x/../featured")).ShouldBe("movies.featured");

        async Task<string?> RouteAsync(string path) => (await ExplainAsync(host, "GET", path, "")).GetProperty("route").GetString();
    }

    [Theory]
    [InlineData("&contentType=application/json", "favorites.json", "service")]
    [InlineData("&contentType=Application/JSON;charset=utf-8", "favorites.json", "service")]
    [InlineData("&contentType=multipart/form-data;boundary=x", "favorites.form", "monolith")]
    [InlineData("&contentType=text/plain", null, "monolith")]
    [InlineData("", null, "monolith")]
    public async Task Explain_OnePathAndTwoContentTypes_FindsTheFlagOfTheBody(string contentType, string? route, string side)
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.json")), map: app =>
        {
            app.MapPost("/films", () => Results.Ok()).WithMetadata(new ExtractableAttribute("favorites.json"), new AcceptsMetadata(["application/json"]));
            app.MapPost("/films", () => Results.Ok()).WithMetadata(new ExtractableAttribute("favorites.form"), new AcceptsMetadata(["multipart/form-data"]));
            app.MapPost("/films", () => Results.StatusCode(415));
        });

        var explanation = await ExplainAsync(host, "POST", "/films", contentType.Replace(";", "%3B", StringComparison.Ordinal));

        (explanation.GetProperty("route").GetString(), explanation.GetProperty("side").GetString()).ShouldBe((route, side));
    }

    [Fact]
    public async Task Explain_ServiceUnhealthy_SaysThatTheMonolithAnswers()
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        host.Get<ExtractedServices>().Find("favorites")!.Health = new ServiceHealth(Healthy: false, "503 Service Unavailable");

        var explanation = await ExplainAsync(host, "GET", "/api/favorites", "");

        explanation.GetProperty("side").GetString().ShouldBe("service");
        explanation.GetProperty("answeredBy").GetString().ShouldBe("monolith");
        explanation.GetProperty("why").EnumerateArray().Last().GetString()!.ShouldContain("unhealthy (503 Service Unavailable)");
    }

    [Fact]
    public async Task Explain_LeaseOver_SaysSo()
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document(TestFlags.Everyone("favorites.list")));
        host.Get<Lease>().Renew(since: TimeProvider.System.GetTimestamp() - (3600 * TimeProvider.System.TimestampFrequency));

        (await ExplainAsync(host, "GET", "/api/favorites", "")).GetProperty("reason").GetString().ShouldBe("lease_expired");
    }

    [Theory]
    [InlineData("G T", "/x", "")]
    [InlineData("GET", "api/movies", "")]
    [InlineData("GET", "/api/movies", "&side=left")]
    [InlineData("POST", "/api/movies", "&contentType=json")]
    public async Task Explain_NoRequest_IsRefused(string method, string path, string caller)
    {
        await using var host = await TestHost.StartWithFlagsAsync(NoService, TestFlags.Document());

        using var response = await host.CallAdminAsync(HttpMethod.Get, Query(method, path, caller), body: null);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync()).ShouldContain("invalid_question");
    }

    private static Task<JsonElement> ExplainAsync(TestHost host, string method, string path, string caller) => host.GetAdminAsync(Query(method, path, caller));

    private static string Query(string method, string path, string caller) => $"explain?method={Uri.EscapeDataString(method)}&path={Uri.EscapeDataString(path)}{caller}";
}
