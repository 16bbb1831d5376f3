using System.Net;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Gateway;

/// <summary>Who answers, in front of servers that know nothing of it.</summary>
[Collection(NodeShops.Name)]
public sealed class GatewayRoutingTests(NodeShops shops)
{
    private GatewayUnderTest Gateway => shops.Gateway;

    [NodeFact]
    public async Task Routes_At0And50And100_SplitCallersByCookieAndToken()
    {
        await Gateway.ShiftAsync("orders", 0);
        (await SidesAsync(Session)).ShouldAllBe(by => by == "monolith");

        await Gateway.ShiftAsync("orders", 50);
        foreach (var caller in (Func<int, (string, string)>[])[Session, Token])
        {
            var sides = await SidesAsync(caller);
            sides.Count(by => by == "service").ShouldBeInRange(8, 32);
            (await SidesAsync(caller)).ShouldBe(sides, "The same callers stay on their sides.");
        }

        // Nothing but the routes moves, and a caller is on one side for reading and writing.
        (await Gateway.SendAsync(HttpMethod.Post, "/api/other")).By.ShouldBe("monolith");
        for (var i = 0; i < 5; i++)
        {
            (await Gateway.SendAsync(HttpMethod.Post, "/api/orders", Session(i))).By.ShouldBe((await Gateway.SendAsync(HttpMethod.Get, "/api/orders", Session(i))).By);
        }

        await Gateway.ShiftAsync("orders", 100);
        (await SidesAsync(Session)).ShouldAllBe(by => by == "service");
        (await Gateway.SendAsync(HttpMethod.Get, "/api/orders")).By.ShouldBe("service");
        (await Gateway.SendAsync(HttpMethod.Put, "/api/orders")).By.ShouldBe("monolith", "No route has PUT.");
        (await Gateway.CliAsync("rollback", "--all", "--reason", "end")).ShouldSucceed();
        (await SidesAsync(Session)).ShouldAllBe(by => by == "monolith");
    }

    [NodeFact]
    public async Task Routes_OfTwoContentTypesOnOnePath_MoveApart()
    {
        await using var gateway = new GatewayUnderTest(shops.FileText().Replace(
            "\"routes\": [",
            """
            "routes": [
              { "flag": "orders.json", "methods": ["POST"], "path": "/api/forms", "contentType": "application/json" },
              { "flag": "orders.form", "methods": ["POST"], "path": "/api/forms", "contentType": "multipart/form-data" },
            """,
            StringComparison.Ordinal));
        await gateway.StartAsync();
        foreach (var (json, form) in new[] { (0, 0), (100, 0), (0, 100), (100, 100) })
        {
            await gateway.ShiftAsync("orders.json", json);
            await gateway.ShiftAsync("orders.form", form);
            (await ByAsync("application/json")).ShouldBe(SideOf(json));
            (await ByAsync("Application/JSON; charset=utf-8")).ShouldBe(SideOf(json));
            (await ByAsync("multipart/form-data; boundary=x")).ShouldBe(SideOf(form));
            foreach (var other in new[] { "text/plain", "multipart/mixed; boundary=x", "garbage", "application/json2", null })
            {
                (await ByAsync(other)).ShouldBe("monolith", other);
            }
        }

        (await gateway.CliAsync("explain", "POST", "/api/forms", "--content-type", "multipart/form-data")).ShouldSucceed().Output.ShouldContain("is route orders.form");

        static string SideOf(int percent) => percent == 0 ? "monolith" : "service";

        async Task<string> ByAsync(string? contentType)
        {
            using var content = new ByteArrayContent("--x--"u8.ToArray());
            if (contentType is not null)
            {
                content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            using var response = await gateway.Client.PostAsync(new Uri("/api/forms", UriKind.Relative), content);
            return response.Headers.GetValues("X-By").Single();
        }
    }

    [NodeFact]
    public async Task OwnPathsOfTheGateway_FromOutside_AreTheMonoliths()
    {
        foreach (var path in new[] { "/", "/health", "/health/ready", "/health/live", "/metrics", "/admin", "/admin/strangler/status", "/internal/x", "/a%2Fb" })
        {
            (await Gateway.SendAsync(HttpMethod.Get, path)).ShouldBe((HttpStatusCode.OK, "monolith"), path);
        }

        using var inside = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://127.0.0.1:{Gateway.InternalPort}") };
        (await inside.GetStringAsync("/metrics")).ShouldContain("strangler_");
        (await inside.GetAsync("/api/orders")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await inside.GetAsync("/admin/strangler/status")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [NodeFact]
    public async Task ServiceBreaks_AfterTheRequestWasSent_IsNotRepeatedUnlessSafe()
    {
        await Gateway.ShiftAsync("orders", 100);
        var (monolith, service) = (await NodeShops.PostsOfAsync(shops.MonolithPort), await NodeShops.PostsOfAsync(shops.ServicePort));

        (await Gateway.SendAsync(HttpMethod.Post, "/api/orders/break")).ShouldBe((HttpStatusCode.BadGateway, "gateway"));
        (await Gateway.SendAsync(HttpMethod.Get, "/api/orders/break")).ShouldBe((HttpStatusCode.OK, "monolith"));

        (await NodeShops.PostsOfAsync(shops.MonolithPort)).ShouldBe(monolith);
        (await NodeShops.PostsOfAsync(shops.ServicePort)).ShouldBe(service + 1);
    }

    [NodeFact]
    public async Task ServiceDown_NothingWasSent_TheMonolithTakesTheOrder()
    {
        var text = shops.FileText().Replace($":{shops.ServicePort}\"", $":{Ports.Free()}\"", StringComparison.Ordinal);
        await using var gateway = new GatewayUnderTest(text);
        await gateway.StartAsync();
        await gateway.ShiftAsync("orders", 100);
        var before = await NodeShops.PostsOfAsync(shops.MonolithPort);

        (await gateway.SendAsync(HttpMethod.Post, "/api/orders")).ShouldBe((HttpStatusCode.Created, "monolith"));

        (await NodeShops.PostsOfAsync(shops.MonolithPort)).ShouldBe(before + 1);
        var status = (await gateway.CliAsync("status", "--json")).ShouldSucceed().Json;
        status["routes"]!.AsArray().Single(r => r!["route"]!.GetValue<string>() == "orders.write")!["fallbacks"]!.GetValue<int>().ShouldBe(1);
        status["services"]![0]!["health"]!.GetValue<string>().ShouldBe("unknown", "It is not probed.");
    }

    private async Task<List<string>> SidesAsync(Func<int, (string, string)> caller)
    {
        var sides = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            sides.Add((await Gateway.SendAsync(HttpMethod.Get, "/api/orders/1", caller(i))).By);
        }

        return sides;
    }

    private static (string, string) Session(int number) => ("Cookie", $"x=y; sid=session-{number}");

    private static (string, string) Token(int number) => GatewayUnderTest.TokenOf($"user-{number}");
}
