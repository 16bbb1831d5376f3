using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Kernel.Web;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_WithAFailingCheck_Is503WithoutSecrets()
    {
        await using var process = await WebProcess.StartAsync(_ => { }, builder => builder.Services.AddHealthChecks()
            .AddCheck("good", () => HealthCheckResult.Healthy(), ["ready"])
            .AddCheck("told", () => HealthCheckResult.Unhealthy("It does not answer.", new InvalidOperationException("Password=hush")), ["ready"])
            .AddCheck("thrown", () => throw new InvalidOperationException("Password=hush"), ["ready"])
            .AddCheck("other", () => HealthCheckResult.Unhealthy("not asked")));

        using var response = await process.Public.GetAsync("/health/ready");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        body.GetProperty("status").GetString().ShouldBe("Unhealthy");
        var checks = body.GetProperty("checks");
        checks.GetProperty("good").GetProperty("status").GetString().ShouldBe("Healthy");
        checks.GetProperty("good").GetProperty("durationMs").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        checks.GetProperty("told").GetProperty("description").GetString().ShouldBe("It does not answer.");
        checks.GetProperty("thrown").GetProperty("description").GetString().ShouldBe("The check failed.");
        checks.TryGetProperty("other", out _).ShouldBeFalse();
        body.ToString().ShouldNotContain("hush");
    }

    [Fact]
    public async Task Live_WithAFailingCheck_Is200()
    {
        await using var process = await WebProcess.StartAsync(
            _ => { }, builder => builder.Services.AddHealthChecks().AddCheck("bad", () => HealthCheckResult.Unhealthy(), ["ready"]));

        (await process.Public.GetStringAsync("/health/live")).ShouldBe("""{"status":"Healthy","checks":{}}""");
    }
}
