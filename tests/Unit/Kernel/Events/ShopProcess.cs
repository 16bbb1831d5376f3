using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Monolith.Unit.Kernel.Events;

/// <summary>Shop, stock and mail as a process of their own, to be killed.</summary>
internal sealed class ShopProcess : IDisposable
{
    private static readonly string Program = typeof(ShopProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "EventsProcess").Value!;

    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("monolith-test-").FullName;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private ShopProcess(Process process) => _process = process;

    public static ShopProcess Start(string connectionString, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Tiered compilation in the background would take the core from the test.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = new ShopProcess(new Process { StartInfo = start });
        foreach (var (key, value) in ((string Key, string Value)[])
                 [.. EventHost.Settings(connectionString), ("DataDir", process._dataDirectory), ("Urls", $"http://127.0.0.1:{Ports.Free()}"), ("Events:HandlerTimeout", "00:00:00.500"), ("Events:Lease", "00:00:01"), .. settings])
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        process._process.OutputDataReceived += (_, e) => process.Keep(e.Data);
        process._process.ErrorDataReceived += (_, e) => process.Keep(e.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Until it has said so.</summary>
    public async Task SaysAsync(string line)
    {
        await Wait.UntilAsync(() => Task.FromResult(_lines.Contains(line) || _process.HasExited), there => there, TimeSpan.FromMinutes(3));
        if (!_lines.Contains(line))
        {
            throw new InvalidOperationException($"It ended without '{line}': {string.Join('\n', _lines)}");
        }
    }

    /// <summary>As kill -9: nothing in it gets to do anything more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
