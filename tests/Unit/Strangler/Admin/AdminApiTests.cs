using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monolith.Unit.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Admin;

public sealed class AdminApiTests(TemporaryPostgres postgres) : IClassFixture<TemporaryPostgres>
{
    [Theory]
    [InlineData("GET", "status")]
    [InlineData("GET", "explain?method=GET&path=/")]
    [InlineData("GET", "lint")]
    [InlineData("POST", "lint")]
    [InlineData("GET", "history")]
    [InlineData("GET", "history/verify")]
    [InlineData("GET", "history/checkpoint")]
    [InlineData("POST", "shift")]
    [InlineData("POST", "rollback")]
    [InlineData("GET", "export")]
    [InlineData("POST", "apply")]
    [InlineData("POST", "tester-pass")]
    public async Task Call_WithoutOperatorToken_IsRefused(string method, string path)
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        (await host.SendAsync(new(method), $"/admin/strangler/{path}", user: null, body: "{}")).Status.ShouldBe(401);
        (await host.SendAsync(new(method), $"/admin/strangler/{path}", user: "1", body: "{}")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("shift", """{"target":"favorits.add","percent":5,"reason":"r"}""", 404, "unknown_target", "favorites.add")]
    [InlineData("shift", """{"percent":5,"reason":"r"}""", 404, "unknown_target", "favorites")]
    [InlineData("shift", """{"target":"favorites","percent":101,"reason":"r"}""", 400, "invalid_percent", "0 to 100")]
    [InlineData("shift", """{"target":"favorites","percent":-1,"reason":"r"}""", 400, "invalid_percent", "0 to 100")]
    [InlineData("shift", """{"target":"favorites","percent":1.25,"reason":"r"}""", 400, "invalid_percent", "one decimal")]
    [InlineData("shift", """{"target":"favorites","reason":"r"}""", 400, "invalid_percent", "0 to 100")]
    [InlineData("shift", """{"target":"favorites","percent":5,"reason":"  "}""", 400, "invalid_reason", "required")]
    [InlineData("shift", """{"target":"favorites","percent":5,"reason":"r","wait":61}""", 400, "invalid_wait", "0 to 60")]
    [InlineData("shift", """{"target":"favorites","percent":5}""", 400, "invalid_reason", "required")]
    [InlineData("shift", """{"target":"movies","percent":5,"reason":"r"}""", 409, "no_service", "Strangler:Services:movies:Url")]
    [InlineData("shift", """{"target":"favorites","percent":"many","reason":"r"}""", 400, "invalid_body", "JSON")]
    [InlineData("shift", "not json", 400, "invalid_body", "JSON")]
    [InlineData("rollback", """{"reason":"r"}""", 404, "unknown_target", "either")]
    [InlineData("rollback", """{"target":"favorites","all":true,"reason":"r"}""", 404, "unknown_target", "either")]
    public async Task Order_ThatCannotBeCarriedOut_SaysWhy(string path, string body, int status, string code, string says)
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        using var response = await host.CallAdminAsync(HttpMethod.Post, path, body);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadAsStringAsync();
        problem.ShouldContain($"\"code\":\"{code}\"");
        problem.ShouldContain(says);
    }

    [Fact]
    public async Task Shift_StoreAway_IsServiceUnavailable()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());

        using var response = await host.CallAdminAsync(HttpMethod.Post, "shift", """{"target":"favorites","percent":5,"reason":"r"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("store_unavailable");
    }

    [Fact]
    public async Task RollBack_StoreAway_IsDoneHereAndPending()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document(TestFlags.Everyone("favorites.list")));

        using var response = await host.CallAdminAsync(HttpMethod.Post, "rollback", """{"all":true,"reason":"r"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pending").GetBoolean().ShouldBeTrue();
        (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("monolith");
    }

    [Fact]
    public async Task ShiftAndRollBack_UnderTraffic_MoveItAndAreRecorded()
    {
        var port = Ports.Free();
        await using var service = await TestService.StartAsync(port);
        await using var host = await TestHost.StartAsync($"http://127.0.0.1:{port}", postgres.ConnectionString,
            s => s["Database:RolePrefix"] = "s" + new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Database + "_");
        (await host.SendAsync(HttpMethod.Get, "/api/favorites")).Body.ShouldContain("monolith");

        using var shifted = await host.CallAdminAsync(HttpMethod.Post, "shift", """{"target":"favorites","percent":50,"reason":"half of them"}""");
        shifted.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sides = new List<string>();
        for (var user = 1; user <= 40; user++)
        {
            sides.Add((await host.SendAsync(HttpMethod.Get, "/api/favorites", user: $"{user}")).Body.Contains("service", StringComparison.Ordinal) ? "service" : "monolith");
        }

        sides.Distinct().Count().ShouldBe(2);
        (await host.SendAsync(HttpMethod.Get, "/api/favorites", user: null)).Body.ShouldContain("monolith");

        using var back = await host.CallAdminAsync(HttpMethod.Post, "rollback", """{"all":true,"reason":"enough"}""");
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var user = 1; user <= 40; user++)
        {
            (await host.SendAsync(HttpMethod.Get, "/api/favorites", user: $"{user}")).Body.ShouldContain("monolith");
        }

        var status = await host.GetAdminAsync("status");
        var route = status.GetProperty("routes").EnumerateArray().Single(r => r.GetProperty("route").GetString() == "favorites.list");
        route.GetProperty("side").GetString().ShouldBe("monolith");
        route.GetProperty("endpoints")[0].GetString().ShouldBe("GET|HEAD /api/favorites");
        route.GetProperty("service").GetProperty("requests").GetInt64().ShouldBe(sides.Count(s => s == "service"));
        route.GetProperty("monolith").GetProperty("requests").GetInt64().ShouldBe(42 + sides.Count(s => s == "monolith"));
        await Eventually.BecomesAsync(async () => (await host.GetAdminAsync("status")).GetProperty("services")[0].GetProperty("health").GetString(), "healthy");

        var newest = (await host.GetAdminAsync("history?limit=1")).GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        newest.GetProperty("who").GetString().ShouldBe("tester");
        newest.GetProperty("reason").GetString().ShouldBe("enough");
        var change = newest.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("route").GetString() == "favorites.list");
        (change.GetProperty("from").GetDecimal(), change.GetProperty("to").GetDecimal()).ShouldBe((50, 0));
    }
}
