using Monolith.Strangler.Routing.Decisions;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Keys;

/// <summary>By what callers find their side, through a host. Its service cannot be reached, so a request decided for it says so by its fallback's reason.</summary>
public sealed class RoutingKeysTests
{
    private const string Route = "/api/favorites";

    [Fact]
    public async Task Request_TenantOnly_IsDecidedByTheTenant()
    {
        await using var host = await StartAsync(TestFlags.Flag("favorites.list", percentile: TestFlags.Service(0, 50)));
        foreach (var tenant in Enumerable.Range(0, 40).Select(i => $"t{i}"))
        {
            using var request = host.Request(HttpMethod.Get, Route, user: null);
            request.Headers.Add("X-Tenant", tenant);
            using var response = await host.Client.SendAsync(request);

            Reason(response).ShouldBe(Bucket.Of("tenant:" + tenant, "favorites") < 50 ? "unreachable" : "default");
        }
    }

    [Fact]
    public async Task Request_UserAndTenant_IsDecidedByTheUser()
    {
        await using var host = await StartAsync(TestFlags.Flag("favorites.list", user: """{"variant":"service","users":["42"]}"""));
        using var request = host.Request(HttpMethod.Get, Route, user: "42");
        request.Headers.Add("X-Tenant", "t1");

        using var response = await host.Client.SendAsync(request);

        Reason(response).ShouldBe("unreachable");
    }

    [Fact]
    public async Task Request_UserInAConfiguredGroup_IsDecidedByTheGroup()
    {
        await using var host = await StartAsync(
            TestFlags.Flag("favorites.list", group: """{"variant":"service","groups":["staff"]}"""), s => s["Strangler:Groups:staff:0"] = "42");

        Reason(await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: "42"))).ShouldBe("unreachable");
        Reason(await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: "43"))).ShouldBe("default");
    }

    [Fact]
    public async Task Request_Anonymous_StaysWithTheMonolithUntilItsCookieComesBack()
    {
        await using var host = await StartAsync(TestFlags.Flag("favorites.list", percentile: TestFlags.Service(0, 50)));
        var sides = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            using var first = await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: null));
            Reason(first).ShouldBe("no_key");
            var cookie = first.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
            cookie.ShouldContain("httponly");
            cookie.ShouldContain("samesite=lax");

            var value = cookie.Split(';')[0];
            var id = value.Split('=')[1].Split('.')[0];
            var expected = Bucket.Of("visitor:" + id, "favorites") < 50 ? "unreachable" : "default";
            foreach (var _ in Enumerable.Range(0, 2))
            {
                using var again = await SendAsync(host, ("Cookie", $"other=1; {value}"));
                Reason(again).ShouldBe(expected);
                again.Headers.Contains("Set-Cookie").ShouldBeFalse();
            }

            sides[expected] = sides.GetValueOrDefault(expected) + 1;
        }

        sides.Count.ShouldBe(2, "else all visitors have the same id");
    }

    [Theory]
    [InlineData("strangler-visitor=00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("strangler-visitor=x")]
    [InlineData("strangler-visitor=")]
    public async Task Request_CookieNotSignedHere_IsNoKey(string cookie)
    {
        await using var host = await StartAsync(TestFlags.Flag("favorites.list", percentile: TestFlags.Service(0, 99)));

        using var response = await SendAsync(host, ("Cookie", cookie));

        Reason(response).ShouldBe("no_key");
        response.Headers.Contains("Set-Cookie").ShouldBeTrue();
    }

    [Fact]
    public async Task Request_VisitorsOff_NoCookie()
    {
        await using var host = await StartAsync(
            TestFlags.Flag("favorites.list", percentile: TestFlags.Service(0, 50)), s => s["Strangler:Visitors:Enabled"] = "false");

        using var response = await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: null));

        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Request_RouteWhollyOnOneSide_NoCookie()
    {
        await using var host = await StartAsync(TestFlags.Everyone("favorites.list"));

        using var response = await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: null));

        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Request_AnonymousAndNotToldEverybody_SaysNothingOfSides()
    {
        await using var host = await StartAsync(TestFlags.Everyone("favorites.list"), s => s["Strangler:ExposeDecision"] = "SignedIn");

        using var anonymous = await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: null));
        using var user = await host.Client.SendAsync(host.Request(HttpMethod.Get, Route, user: "1"));

        anonymous.Headers.Contains("X-Served-By").ShouldBeFalse();
        Reason(user).ShouldBe("unreachable");
    }

    internal static Task<TestHost> StartAsync(string flag, Action<Dictionary<string, string?>>? configure = null)
        => TestHost.StartWithFlagsAsync($"http://127.0.0.1:{Ports.Free()}", TestFlags.Document(flag), s =>
        {
            s["Strangler:ExposeDecision"] = "Everybody";
            // Every request shall try.
            s["Strangler:Breaker:MinimumThroughput"] = "1000";
            configure?.Invoke(s);
        });

    internal static Task<HttpResponseMessage> SendAsync(TestHost host, (string Name, string Value) header, string? user = null)
    {
        var request = host.Request(HttpMethod.Get, Route, user);
        request.Headers.Add(header.Name, header.Value);
        return host.Client.SendAsync(request);
    }

    internal static string Reason(HttpResponseMessage response) => response.Headers.GetValues("X-Served-Reason").ShouldHaveSingleItem();
}
