using System.Diagnostics;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Cli.StranglerCommand;

namespace Monolith.Unit.Strangler.Cli;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_Once_ShowsBothSidesAndHowTheyDiffer()
    {
        var port = Ports.Free();
        await using var service = await TestService.StartAsync(port);
        await using var host = await TestHost.StartWithFlagsAsync($"http://127.0.0.1:{port}", TestFlags.Document(TestFlags.Flag("favorites.list", user: """{"variant":"service","users":["7"]}""")));
        for (var i = 0; i < 25; i++)
        {
            await host.SendAsync(HttpMethod.Get, "/api/favorites", user: "7");
            await host.SendAsync(HttpMethod.Get, "/api/favorites", user: "8");
        }

        var (exit, output, error) = await RunAsync(host.Url, "watch", "--once");

        (exit, error).ShouldBe((0, ""));
        var lines = output.Split('\n');
        lines[0].ShouldContain("p50/p95/p99 ms");
        lines.Single(l => l.StartsWith("favorites.list", StringComparison.Ordinal) || l.StartsWith(" favorites.list", StringComparison.Ordinal))
            .ShouldMatch(@"0 % +0\.4 +0\.0 % +[\d.]+/[\d.]+/[\d.]+ +0\.4 +0\.0 % +[\d.]+/[\d.]+/[\d.]+ +0 +(about the same|[\d.]+x (slower|faster) \(p95\))");
        output.ShouldContain("flags version 1");
        output.ShouldContain("The flags' store cannot be reached");
    }

    [Fact]
    public async Task Watch_Stopped_EndsWith0AndHasGoneOnMeanwhile()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());
        using var process = Process.Start(Of(host.Url, TestUser.OperatorToken, "watch"))!;
        var frames = 0;
        while (frames < 2 && await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            frames += line.Contains("flags version", StringComparison.Ordinal) ? 1 : 0;
        }

        // Not SIGINT: who starts a process in the background may have made it ignore that. The command takes both the same way.
        using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
        }

        var rest = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
        }

        await rest;
        (frames, process.ExitCode, await process.StandardError.ReadToEndAsync()).ShouldBe((2, 0, ""));
    }
}
