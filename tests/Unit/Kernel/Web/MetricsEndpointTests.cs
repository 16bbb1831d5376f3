using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

[Collection(nameof(ProcessWideTelemetry))]
public sealed partial class MetricsEndpointTests : IAsyncLifetime
{
    private WebProcess _process = null!;

    public async Task InitializeAsync()
    {
        _process = await WebProcess.StartAsync(app => app.MapGet("/things/{id:int}", (int id) => id));
        using var found = await _process.Public.GetAsync("/things/1");
        using var missing = await _process.Public.GetAsync("/nothing");
        // A request is counted when it is over for the server, which is after the client has its answer.
        for (var i = 0; i < 500 && !(await _process.Public.GetStringAsync("/metrics")).Contains("http_route=\"/things/", StringComparison.Ordinal); i++)
        {
            await Task.Delay(10);
        }
    }

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public async Task Metrics_AfterRequests_CountThemByRoute()
    {
        using var response = await _process.Public.GetAsync("/metrics");
        var text = await response.Content.ReadAsStringAsync();

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        text.ShouldMatch("""http_server_request_duration_seconds_count\{[^}]*http_route="/things/\{id:int\}"[^}]*\} \d""");
        text.ShouldContain("\nkestrel_active_connections{");
        text.ShouldContain("\ndotnet_gc_collections_total{");
    }

    [Fact]
    public async Task Metrics_EveryLine_IsOfTheFormat()
    {
        var text = await _process.Public.GetStringAsync("/metrics");

        text.ShouldEndWith("\n");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(l => !Comment().IsMatch(l) && !Sample().IsMatch(l)).ShouldBeEmpty();
        var series = lines.Where(l => l[0] != '#').Select(l => l[..l.LastIndexOf(' ')]).ToList();
        series.ShouldBeUnique();
        lines.Where(l => l.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
    }

    [Fact]
    public async Task Metrics_OfTheDatabase_DoNotSayWhereItIs()
    {
        using var meter = new Meter("Npgsql");
        meter.CreateCounter<long>("commands").Add(1, new("server.address", "10.0.0.5"), new KeyValuePair<string, object?>("db.client.connection.pool.name", "auth"));

        (await _process.Public.GetStringAsync("/metrics")).ShouldContain("commands_total{db_client_connection_pool_name=\"auth\",otel_scope_name=\"Npgsql\"} 1\n");
    }

    [Fact]
    public async Task Metrics_ScrapedTogether_AreAllWhole()
    {
        var texts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _process.Public.GetStringAsync("/metrics")));

        texts.ShouldAllBe(t => t.Contains("# TYPE http_server_request_duration_seconds histogram") && t.EndsWith('\n'));
    }

    [PromtoolFact]
    public async Task Metrics_ReadByPromtool_Parse()
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await promtool.StandardInput.WriteAsync(await _process.Public.GetStringAsync("/metrics"));
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        // Its taste in names is not ours to satisfy where .NET chose them: "count" at the end of a gauge's name is all it may find.
        complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(c => c.Contains("should not have \"_count\" suffix") || c.Contains("metric name should not include type"));
        promtool.ExitCode.ShouldBeOneOf(0, 3);
    }

    [GeneratedRegex("^# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*\})? (NaN|[+-]Inf|[-+.0-9eE]+)$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
