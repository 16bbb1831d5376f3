using System.Diagnostics;
using System.Globalization;

namespace Monolith.Integration.Environments;

/// <summary>A process under test and what it writes.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    // What it wrote last may come after its end; a grandchild may hold the output open for ever.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openOutputs = 2;

    private ServerProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    public int Id => _process.Id;

    public ProcessOutput Output { get; } = new();

    public bool HasExited => _exited.Task.IsCompleted;

    /// <exception cref="InvalidOperationException">It is still running.</exception>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a built .NET program in its own folder, where its appsettings are.</summary>
    public static ServerProcess Start(string name, string assembly, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { WorkingDirectory = Path.GetDirectoryName(assembly) };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return Start(name, start);
    }

    /// <summary>Starts any program.</summary>
    public static ServerProcess StartProgram(string name, string program, string folder, params string[] arguments)
        => Start(name, new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });

    private static ServerProcess Start(string name, ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var server = new ServerProcess(name, new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => server.Received(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Received(line.Data);
        // Not WaitForExit: that also waits for the end of the output, which a grandchild may hold open.
        server._process.Exited += (_, _) => server._exited.TrySetResult();
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    private void Received(string? line)
    {
        Output.Add(line);
        if (line is null && Interlocked.Decrement(ref _openOutputs) == 0)
        {
            _silent.TrySetResult();
        }
    }

    /// <summary>SIGKILL: it has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        await _exited.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>SIGTERM: asks it to finish its work and end.</summary>
    public void Terminate() => Signal("TERM");

    /// <returns>The exit code; 128 and the signal's number when a signal ended it.</returns>
    /// <exception cref="TimeoutException">It is still running; the message holds its output.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        try
        {
            await _exited.Task.WaitAsync(limit);
            await Task.WhenAny(_silent.Task, Task.Delay(LastWords));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{Name} (process {Id}) did not end within {limit.TotalSeconds:0} s.\n{Output.Tail(100)}", e);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    public void Signal(string signal)
    {
        if (HasExited)
        {
            return;
        }

        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
