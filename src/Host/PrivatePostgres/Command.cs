using System.ComponentModel;
using System.Diagnostics;

namespace Monolith.Host.PrivatePostgres;

/// <param name="ExitCode">As a shell has it; 127 when there is no such program.</param>
/// <param name="Output">Standard output, then standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

internal static class Command
{
    private const int NotFound = 127;
    private static readonly string[] s_inherited = ["PATH", "LD_LIBRARY_PATH"];

    /// <summary>
    /// Runs a program to its end. Its environment is nearly empty: the Host's holds secrets the database server has no business with,
    /// and PG* variables that would redirect it.
    /// </summary>
    /// <exception cref="TimeoutException">It was killed, with its children, after <paramref name="timeout"/>.</exception>
    public static async Task<CommandResult> RunAsync(
        IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            // The server's user may not be able to enter the folder the Host was started in.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in s_inherited)
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        start.Environment["LC_ALL"] = "C";

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new CommandResult(NotFound, missing.Message);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteInputAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException cut)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"'{string.Join(' ', command)}' was not done after {timeout.TotalSeconds:0} s.", cut);
        }
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await using var stdin = process.StandardInput;
            if (input is not null)
                await stdin.WriteAsync(input.AsMemory(), cancellationToken);
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code tells why.
        }
    }
}
