using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Kernel.Events;
using Monolith.Kernel.Events.Watching;
using Monolith.Kernel.Web.Metrics;
using Monolith.Unit.Kernel.Web;
using Monolith.Unit.RabbitMq;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Events;

/// <summary>What waits and what was given up is seen by whoever watches.</summary>
public abstract partial class WatchingTests(EventTransport transport) : EventTest(transport)
{
    [EventFact]
    public async Task Readiness_EventsGivenUpOrLate_IsDegradedAndThenWellAgain()
    {
        await using var host = await StartAsync();
        var isBroken = true;
        Fail(host, e => e.Data.Customer == "ann" && Volatile.Read(ref isBroken));
        (await CheckAsync(host)).Status.ShouldBe(HealthStatus.Healthy);

        await host.SellAsync("ann", "ann");
        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        await Database.QueryAsync<int>("UPDATE shop.outbox_events SET occurred_at = now() - interval '2 minutes'");

        var degraded = await CheckAsync(host);
        degraded.Status.ShouldBe(HealthStatus.Degraded);
        degraded.Description.ShouldNotBeNull().ShouldContain("stock has 1 events of shop to handle, the oldest for 12");
        degraded.Description.ShouldContain("1 are given up.");

        Volatile.Write(ref isBroken, false);
        await ControlOf(host).RedriveAsync(new(null, null, null, All: true, "x"), "eve", default);
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 2);
        (await CheckAsync(host)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [EventFact]
    public async Task Metrics_ThatDashboardAndAlertsName_AreMeasured()
    {
        using var exporter = new PrometheusExporter();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(EventMetrics.Name).AddReader(new BaseExportingMetricReader(exporter)).Build();
        await using var host = await StartAsync();
        Fail(host, e => e.Data.Customer == "ann");
        await host.SellAsync("ann", "ann", "bob");
        await Wait.UntilAsync(() => StatesAsync("3"), dead => dead == 1);
        await Wait.UntilAsync(() => StatesAsync("2"), delivered => delivered == 1);
        await host.Services.GetRequiredService<EventWatch>().ReadAsync(default);

        // A result is counted after it is written.
        const string given = "monolith_events_dead{otel_scope_name=\"Monolith.Kernel.Events\",publisher=\"shop\",subscriber=\"stock\"} 1";
        const string pending = "monolith_events_pending{otel_scope_name=\"Monolith.Kernel.Events\",publisher=\"shop\",subscriber=\"stock\"} 1";
        var text = await Wait.UntilAsync(
            () => Task.FromResult(exporter.Collect?.Invoke(5000) == true ? exporter.Text : ""),
            t => ((string[])["monolith_events_died_total{", given, pending]).All(figure => t.Contains(figure, StringComparison.Ordinal)));

        text.ShouldContain("monolith_events_published_total{otel_scope_name=\"Monolith.Kernel.Events\",type=\"shop.order-placed.v1\"}");
        var deploy = Path.Combine(AlertRules, "..");
        var named = ((string[])["prometheus/events-alerts.yaml", "grafana/events-dashboard.json"]).SelectMany(f => Metric().Matches(File.ReadAllText(Path.Combine(deploy, f)))).Select(m => m.Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThanOrEqualTo(6);
        named.RemoveAll(name => Transport != EventTransport.RabbitMq && name == "monolith_events_broker_down");
        named.ShouldAllBe(name => text.Contains($"\n{name}{{", StringComparison.Ordinal));
    }

    private static string AlertRules => typeof(WatchingTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(a => a.Key == "AlertRules").Value!;

    private static async Task<HealthReportEntry> CheckAsync(EventHost host)
    {
        await host.Services.GetRequiredService<EventWatch>().ReadAsync(default);
        return (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(c => c.Name == "events")).Entries["events"];
    }

    [GeneratedRegex("monolith_events_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Metric();
}

[Collection(nameof(ProcessWideTelemetry))]
public sealed class WatchingOverPostgreSql() : WatchingTests(EventTransport.PostgreSql);

[Collection(nameof(ProcessWideTelemetry))]
public sealed class WatchingOverRabbitMq() : WatchingTests(EventTransport.RabbitMq), IOverRabbitMq;
