using System.Diagnostics;
using Monolith.Strangler.Cutover.Switching;
using Shouldly;

namespace Monolith.DataCutover.Cli;

/// <summary><c>strangler data switch</c> as a process that waits at a step, to be killed there.</summary>
internal sealed class PausedCommand : IDisposable
{
    private const int MostTries = 10;

    private readonly Process _process;

    private PausedCommand(Process process) => _process = process;

    /// <summary>Returns when it has said that it is there. One that was refused, or called off, because the machine is full is tried again.</summary>
    public static async Task<PausedCommand> StartAsync(LedgerPair ledger, SwitchStep step, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var tries = 1; ; tries++)
        {
            var process = Start(ledger, step, arguments);
            if (await SaysAsync(process, $"{step}:", patience.Token))
            {
                return new(process);
            }

            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            (process.ExitCode == 13 && tries < MostTries).ShouldBeTrue($"exit {process.ExitCode}: {error}");
            process.Dispose();
        }
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

    private static Process Start(LedgerPair ledger, SwitchStep step, string[] arguments)
    {
        var start = DataCommand.Of(ledger, ["switch", "ledger", .. arguments]);
        start.Environment["STRANGLER_DATA_PAUSE_AT"] = step.ToString().ToLowerInvariant();
        return Process.Start(start)!;
    }

    /// <summary>False when it ends without having said so.</summary>
    private static async Task<bool> SaysAsync(Process process, string beginning, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
