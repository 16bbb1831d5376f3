using System.Text;
using Monolith.Kyc;
using Monolith.Kyc.Statements;
using Shouldly;

namespace Monolith.Unit.Kyc.Statements;

public sealed class LimitedProcessTests
{
    // Longer than any test, and found again among the machine's processes.
    private static readonly string Long = (86_000 + Environment.ProcessId % 1000).ToString(System.Globalization.CultureInfo.InvariantCulture) + ".75";

    private readonly KycSettings _settings = new() { MaxReaderBytes = 128 * 1024 * 1024, ReadTimeout = TimeSpan.FromSeconds(20) };

    [StatementFact]
    public async Task Run_Program_GetsItsInputAndNothingElse()
    {
        var run = await RunAsync("cat; env; pwd; ulimit -v -f -c", "hello\n");
        (run.Ending, run.ExitCode).ShouldBe((ProcessEnding.Exited, 0));
        var lines = Encoding.UTF8.GetString(run.Output).Split('\n');
        lines[0].ShouldBe("hello");
        var names = lines.Where(l => l.Contains('=', StringComparison.Ordinal)).Select(l => l.Split('=')[0]).Except(["PWD", "OLDPWD", "SHLVL", "_"], StringComparer.Ordinal);
        names.ShouldBe(["PATH", "LC_ALL"], ignoreOrder: true);
        lines.ShouldContain("/");
    }

    [StatementFact]
    public async Task Run_DoesNotReadItsInput_IsNoError()
        => (await RunAsync("exit 7", new string('x', 1_000_000))).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(7), r => r.Ending.ShouldBe(ProcessEnding.Exited));

    [StatementFact]
    public async Task Run_LongerThanItMay_IsKilledWithItsChildren()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        (await RunAsync($"sleep {Long}1 & sleep {Long}1", deadline: deadline.Token)).Ending.ShouldBe(ProcessEnding.Limited);
        await Eventually.BecomesAsync(() => IsRunning($"{Long}1"), false);
    }

    [StatementFact]
    public async Task Run_CallerHasGone_IsKilledWithItsChildren()
    {
        using var gone = new CancellationTokenSource();
        var run = RunAsync($"sleep {Long}2 & sleep {Long}2", cancellationToken: gone.Token);
        await Eventually.BecomesAsync(() => IsRunning($"{Long}2"), true);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        await Eventually.BecomesAsync(() => IsRunning($"{Long}2"), false);
    }

    [StatementFact]
    public async Task Run_MoreOutputThanItMay_IsKilled()
        => (await RunAsync("yes")).Ending.ShouldBe(ProcessEnding.Limited);

    [StatementFact]
    public async Task Run_ErrorsWithoutEnd_AreCutAndDoNotBlock()
    {
        var run = await RunAsync("head -c 1000000 /dev/zero >&2; echo done");
        Encoding.UTF8.GetString(run.Output).ShouldBe("done\n");
        run.Errors.Length.ShouldBeLessThan(5000);
    }

    [StatementFact]
    public async Task Run_MoreMemoryThanItMay_GetsNone()
    {
        var run = await RunAsync("head -c 400000000 /dev/zero | tail -c 300000000 | wc -c");
        Encoding.UTF8.GetString(run.Output).Trim().ShouldNotBe("300000000");
    }

    [StatementFact]
    public async Task Run_ProcessorWithoutEnd_IsEndedByTheKernel()
    {
        _settings.ReadTimeout = TimeSpan.FromSeconds(1);
        (await RunAsync("while :; do :; done")).Ending.ShouldBe(ProcessEnding.Limited);
    }

    [StatementFact]
    public async Task Run_WritesAFile_CannotPutAByteIntoIt()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await RunAsync($"echo secret > {file}");
            (File.Exists(file) ? new FileInfo(file).Length : 0).ShouldBe(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsRunning(string argument) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0').Contains(argument, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private Task<ProcessOutput> RunAsync(string script, string input = "", CancellationToken deadline = default, CancellationToken cancellationToken = default)
        => new LimitedProcess(_settings).RunAsync("sh", ["-c", script], Encoding.UTF8.GetBytes(input), maxOutput: 100_000, deadline, cancellationToken);
}
