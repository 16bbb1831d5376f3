using System.Diagnostics;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;

namespace Monolith.DataCutover.Cli;

/// <summary><c>strangler data switch</c> as a process that waits at a step, to be killed there.</summary>
internal sealed class PausedCommand : IDisposable
{
    private readonly Process _process;

    private PausedCommand(Process process) => _process = process;

    /// <summary>Returns when it has said that it is there.</summary>
    public static async Task<PausedCommand> StartAsync(LedgerPair ledger, SwitchStep step, params string[] arguments)
    {
        var start = DataCommand.Of(ledger, ["switch", "ledger", .. arguments]);
        start.Environment["STRANGLER_DATA_PAUSE_AT"] = step.ToString().ToLowerInvariant();
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(patience.Token);
            line.ShouldNotBeNull(process.HasExited ? await process.StandardError.ReadToEndAsync(patience.Token) : "it says nothing more");
        }
        while (!line.StartsWith($"{step}:", StringComparison.Ordinal));

        return new(process);
    }

    /// <summary>As by kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>As by Ctrl-C.</summary>
    public async Task<(int Exit, string Error)> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
