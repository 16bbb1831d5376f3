using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Forwarding.Health;
using Monolith.Strangler.Routing.Routes;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Strangler.Forwarding.Health;

public sealed class ServiceHealthTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("+", true)]
    [InlineData("--", null)]
    [InlineData("---", false)]
    [InlineData("+--", true)]
    [InlineData("+--+--", true)]
    [InlineData("+---", false)]
    [InlineData("+---+", false)]
    [InlineData("+---++", true)]
    [InlineData("+---+-+", false)]
    public void After_Probes_ChangesWhenEnoughAgree(string probes, bool? healthy)
    {
        var settings = new HealthSettings { BadToLeave = 3, GoodToReturn = 2 };

        probes.Aggregate(ServiceHealth.Unknown, (health, probe) => health.After(probe == '+', "", settings)).Healthy.ShouldBe(healthy);
    }

    [Fact]
    public async Task Send_ServiceIsNotReady_GetsNoTrafficUntilItIs()
    {
        var isReady = false;
        var requests = 0;
        await using var service = await TestService.StartAsync(Ports.Free(), app =>
        {
            app.MapGet("/health/ready", () => Results.StatusCode(Volatile.Read(ref isReady) ? 200 : 503));
            app.MapFallback(() =>
            {
                Interlocked.Increment(ref requests);
                return "service";
            });
        });
        var data = TestHost.NewDataFolder();
        TestHost.KeepFlags(data, TestFlags.Document(TestFlags.Everyone("favorites.any")));
        await using var host = await TestHost.StartAsync(
            service.Urls.Single(), connectionString: null, s => (s["Strangler:Health:Interval"], s["Strangler:Health:BadToLeave"]) = ("00:00:00.020", "3"), data: data, ownsData: true);
        var extracted = host.Get<ExtractedServices>().All[0];
        await Eventually.BecomesAsync(() => extracted.Health.Healthy, expected: false);

        var (status, body) = await host.SendAsync(HttpMethod.Post, "/any/x", body: "{}");

        (status, requests).ShouldBe(((int)HttpStatusCode.Created, 0));
        body.ShouldContain("monolith");
        host.Get<RouteCatalog>().Routes["favorites.any"].Traffic.FallbacksBecause(FallbackReason.Unhealthy).ShouldBe(1);

        Volatile.Write(ref isReady, true);
        await Eventually.BecomesAsync(() => extracted.Health.Healthy, expected: true);
        (await host.SendAsync(HttpMethod.Post, "/any/x", body: "{}")).Body.ShouldBe("service");
    }

    [Theory]
    [InlineData("/healthz?deep=1", true)]
    [InlineData("", null)]
    public async Task Probe_PathOfTheSettings_IsAskedAndNoneWhenEmpty(string path, bool? healthy)
    {
        var asked = new ConcurrentQueue<string>();
        await using var service = await TestService.StartAsync(Ports.Free(), app => app.MapFallback((HttpContext context) => asked.Enqueue($"{context.Request.Path}{context.Request.QueryString}")));
        await using var host = await TestHost.StartAsync(service.Urls.Single(), connectionString: null, s =>
        {
            s["Strangler:Health:Interval"] = "00:00:00.020";
            s["Strangler:Services:favorites:Health"] = path;
            s["Strangler:Services:movies:Url"] = service.Urls.Single();
        });

        // By the time the one with the default path was asked twice, the other had its turn.
        await Eventually.BecomesAsync(() => asked.Count(p => p == "/health/ready") >= 2, expected: true);

        host.Get<ExtractedServices>().Find("favorites")!.Health.Healthy.ShouldBe(healthy);
        asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(path.Length > 0 ? ["/health/ready", path] : ["/health/ready"]);
    }
}
