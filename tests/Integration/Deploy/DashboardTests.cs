using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>What deploy/ shows and watches is what a host that has seen both sides, and a service that fails, really exposes.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public async Task DashboardAndAlerts_EveryMetricAndLabel_IsExposedByAHost()
    {
        var port = Ports.Free();
        await using var failing = await FailingServiceAsync(port);
        await using var environment = await TestEnvironment.StartAsync(new TestEnvironmentOptions
        {
            Services = ["Favorites"],
            HostSettings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Strangler__Services__movies__Url"] = $"http://127.0.0.1:{port}" },
        });
        await environment.Operator.ShiftAsync("favorites.list", 50);
        await environment.Operator.ShiftAsync("movies.genres", 100);
        for (var i = 0; i < 12; i++)
        {
            var user = await environment.Api.SignUpAsync();
            await user.FavoritesAsync();
        }

        (await (await environment.Api.SignUpAsync()).GetAsync("/api/movies/genres")).Status.ShouldBe(200);
        using var internally = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = environment.HostInternalUrl };
        var uses = Dashboard().Concat(Alerts()).SelectMany(MetricUse.In).ToList();
        uses.Count.ShouldBeGreaterThan(30);

        // A request is counted when it is over for the host, which is after the client has its answer; and a service's health is known after the first probe.
        var missing = uses;
        for (var i = 0; i < 100 && missing.Count > 0; i++)
        {
            var scrape = await internally.GetStringAsync("/metrics");
            missing = [.. uses.Where(use => !use.IsIn(scrape))];
            await Task.Delay(100);
        }

        missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("strangler_request_total")]
    [InlineData("sum by (module) (strangler_requests_total)")]
    [InlineData("strangler_requests_total{tenant=\"x\"}")]
    public void MetricUse_OfWhatIsNotThere_IsNotFound(string expression)
        => MetricUse.In(expression).ShouldAllBe(use => !use.IsIn("strangler_requests_total{route=\"a\",side=\"service\"} 1\n"));

    private static async Task<WebApplication> FailingServiceAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/health/ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }

    private static IEnumerable<string> Dashboard()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(BuiltPrograms.InRepository("deploy/grafana/strangler-dashboard.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Concat(dashboard.RootElement.GetProperty("annotations").GetProperty("list").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    private static IEnumerable<string> Alerts()
        => Expressions().Matches(File.ReadAllText(BuiltPrograms.InRepository("deploy/prometheus/strangler-alerts.yaml"))).Select(m => m.Groups["expr"].Value);

    [GeneratedRegex(@"^\s+expr:(?<expr>.*?)(?=^\s+(for|labels):)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expressions();
}
