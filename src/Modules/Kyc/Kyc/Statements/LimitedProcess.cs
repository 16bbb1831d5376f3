using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Monolith.Kyc.Statements;

/// <summary>
/// Runs a program on what nobody can trust: with limits of the kernel on memory, processor time and open files (prlimit), no file it may write, no environment,
/// a process group of its own (setsid) which is killed as a whole, and limits on time and output of our own. Input and output are pipes.
/// </summary>
internal sealed partial class LimitedProcess(KycSettings settings)
{
    /// <summary>Where programs are looked for.</summary>
    public const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    // So many signals are added to 128 in an exit code.
    private const int FirstSignal = 128;
    private const int SigKill = 9;
    private const int MaxErrorBytes = 4096;
    private const int BufferSize = 16 * 1024;

    /// <param name="program">Found in the path.</param>
    /// <param name="arguments">Seen by everybody on the machine: no secret, nothing that a client chose.</param>
    /// <param name="input">Standard input; the program need not read all of it.</param>
    /// <param name="maxOutput">The most bytes of standard output; then it is killed.</param>
    /// <param name="deadline">When it is killed.</param>
    /// <param name="cancellationToken">The same, and nobody waits for an answer.</param>
    /// <exception cref="OperationCanceledException">The caller has gone; the process is no more.</exception>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public async Task<ProcessOutput> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, int maxOutput, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellationToken);
        using var process = Process.Start(StartOf(program, arguments))!;
        var hasEnded = false;
        var feeding = FeedAsync(process, input, stop.Token);
        var errors = ReadAsync(process.StandardError.BaseStream, MaxErrorBytes, keepDraining: true, stop.Token);
        try
        {
            if (await ReadAsync(process.StandardOutput.BaseStream, maxOutput, keepDraining: false, stop.Token) is not { } output)
            {
                return Limited();
            }

            await feeding;
            var told = Encoding.UTF8.GetString(await errors ?? []);
            await process.WaitForExitAsync(stop.Token);
            hasEnded = true;
            return process.ExitCode < FirstSignal ? new(ProcessEnding.Exited, process.ExitCode, output, told) : Limited();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Limited();
        }
        finally
        {
            await (hasEnded ? Task.CompletedTask : EndAsync(process));
            await Task.WhenAll(feeding, errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ProcessOutput Limited() => new(ProcessEnding.Limited, ExitCode: 0, [], "");

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = process.StandardInput.BaseStream;
            await stream.WriteAsync(input, cancellationToken);
        }
        catch (IOException)
        {
            // It has read enough, or is no more; its exit code says which.
        }
    }

    /// <returns>Null when there is more, unless the rest is to be read and dropped.</returns>
    private static async Task<byte[]?> ReadAsync(Stream stream, int max, bool keepDraining, CancellationToken cancellationToken)
    {
        var (kept, buffer) = (new MemoryStream(), new byte[BufferSize]);
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            var room = max - (int)kept.Length;
            kept.Write(buffer, 0, Math.Min(read, room));
            if (read > room && !keepDraining)
            {
                return null;
            }
        }

        return kept.ToArray();
    }

    /// <summary>Kills whatever is left of the group, its head's children too, and waits until the kernel has taken the head back.</summary>
    private static async Task EndAsync(Process process)
    {
        if (Kill(-process.Id, SigKill) != 0)
        {
            // Nothing is left of it, or it has not come so far as to have a group of its own.
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    private ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments)
    {
        // Each replaces itself by the next: the process we start is the program, at the head of its own group.
        string[] words =
        [
            "prlimit", Limit("as", settings.MaxReaderBytes), Limit("cpu", (long)Math.Ceiling(settings.ReadTimeout.TotalSeconds)),
            Limit("fsize", 0), Limit("core", 0), Limit("nofile", 32), "--", program, .. arguments,
        ];
        var start = new ProcessStartInfo("setsid", words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = SearchPath;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    private static string Limit(string resource, long value) => string.Create(CultureInfo.InvariantCulture, $"--{resource}={value}");

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
