using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static Monolith.Unit.Strangler.Cli.StranglerCommand;

namespace Monolith.Unit.Strangler.Cli;

public sealed class WatchTests
{
    private const char CtrlC = '\u0003';
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string CursorUp = @"\u001b\[\d{1,3}A";

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

    [Fact]
    public async Task Watch_AtATerminal_DrawsInPlaceAndCtrlCLeavesTheTerminalAsItWas()
    {
        await using var host = await TestHost.StartWithFlagsAsync("http://127.0.0.1:9", TestFlags.Document());
        using var process = Process.Start(AtATerminal(Of(host.Url, TestUser.OperatorToken, "watch")))!;
        var seen = new StringBuilder();
        await ReadUntilAsync(process, seen, text => FramesIn(text) >= 3);

        await process.StandardInput.WriteAsync(CtrlC);
        await process.StandardInput.FlushAsync();
        await ReadUntilAsync(process, seen, text => text.Contains("terminal as before", StringComparison.Ordinal) || text.Contains("terminal changed", StringComparison.Ordinal));

        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        var text = seen.ToString();
        text.ShouldContain("╭");
        text.ShouldContain("favorites.list");
        Regex.Count(text, CursorUp).ShouldBeGreaterThanOrEqualTo(2, "Each frame is drawn over the one before.");
        text.LastIndexOf(ShowCursor, StringComparison.Ordinal).ShouldBeGreaterThan(text.LastIndexOf(HideCursor, StringComparison.Ordinal));
        text.ShouldContain("ended 0, terminal as before");
    }

    /// <summary>The command on a terminal of its own, 200 columns wide, in a shell that says afterwards how it ended and whether the terminal's modes are the same.</summary>
    private static ProcessStartInfo AtATerminal(ProcessStartInfo command)
    {
        // With a handler the shell outlives Ctrl-C; to the command it is delivered as to any.
        var script = $"trap : INT; stty rows 50 cols 200; modes=$(stty -g); {command.FileName} {string.Join(' ', command.ArgumentList.Select(a => $"'{a}'"))}; "
            + "printf 'ended %s, terminal ' $?; [ \"$(stty -g)\" = \"$modes\" ] && echo as before || echo changed";
        var start = new ProcessStartInfo("script", ["--quiet", "--flush", "--command", script, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["TERM"] = "xterm-256color";
        start.Environment["SHELL"] = "/bin/sh";
        return start;
    }

    private static int FramesIn(string text) => Regex.Count(text, "flags version");

    private static async Task ReadUntilAsync(Process process, StringBuilder seen, Func<string, bool> enough)
    {
        var buffer = new char[4096];
        while (!enough(seen.ToString()))
        {
            var read = await process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            read.ShouldBeGreaterThan(0, $"It ended too soon: {seen}");
            seen.Append(buffer, 0, read);
        }
    }
}
