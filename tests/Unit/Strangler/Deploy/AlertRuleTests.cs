using System.Diagnostics;
using System.Reflection;
using Monolith.Unit.Kernel.Web;
using Shouldly;

namespace Monolith.Unit.Strangler.Deploy;

/// <summary>deploy/prometheus, by Prometheus' own checker.</summary>
public sealed class AlertRuleTests
{
    private static readonly string Folder =
        typeof(AlertRuleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AlertRules").Value!;

    [PromtoolFact]
    public async Task Alerts_CheckedByPromtool_AreRules()
    {
        (await PromtoolAsync("check", "rules", "strangler-alerts.yaml")).ShouldContain("10 rules found");
        (await PromtoolAsync("check", "rules", "events-alerts.yaml")).ShouldContain("4 rules found");
        (await PromtoolAsync("check", "rules", "data-alerts.yaml")).ShouldContain("5 rules found");
    }

    [PromtoolFact]
    public async Task Alerts_TestedByPromtool_FireWhenTheyShould()
    {
        (await PromtoolAsync("test", "rules", "strangler-alerts.test.yaml")).ShouldContain("SUCCESS");
        (await PromtoolAsync("test", "rules", "events-alerts.test.yaml")).ShouldContain("SUCCESS");
        (await PromtoolAsync("test", "rules", "data-alerts.test.yaml")).ShouldContain("SUCCESS");
    }

    private static async Task<string> PromtoolAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Folder };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await error);
        return output + await error;
    }
}
