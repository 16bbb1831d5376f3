using System.Diagnostics;
using System.Text;

namespace Monolith.Integration.Environments;

/// <summary>The folder of one test run, below which every process it starts keeps its data: so they can be told from all others on the machine.</summary>
internal static class RunDirectory
{
    private static readonly Lazy<(string Path, Process Watchdog)> Run = new(Create);

    /// <summary>A new folder. Short, because a unix socket's path may have 107 bytes; open to all, because PostgreSQL may run as another user.</summary>
    public static string NewFolder(string name)
    {
        var path = Path.Combine(Run.Value.Path, name + Guid.NewGuid().ToString("N")[..6]);
        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Every live process with the folder in its environment, its command line or its working directory, as <c>id: command line</c>.</summary>
    public static IReadOnlyList<string> ProcessesOf(string folder)
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
        {
            var commandLine = Read(() => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))));
            var environment = Read(() => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "environ"))));
            var workingDirectory = Read(() => new FileInfo(Path.Combine(process, "cwd")).LinkTarget);
            // A zombie, or a process of the kernel, has no command line.
            if (commandLine.Length > 0 && string.Concat(commandLine, environment, workingDirectory).Contains(folder, StringComparison.Ordinal))
            {
                found.Add($"{Path.GetFileName(process)}: {commandLine.Replace('\0', ' ')}");
            }
        }

        return found;
    }

    private static (string Path, Process Watchdog) Create()
    {
        var path = Directory.CreateTempSubdirectory("mono").FullName;
        const UnixFileMode ownerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, ownerAll | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var script = Path.Combine(AppContext.BaseDirectory, "Environments", "watchdog.sh");
        // A session of its own, or Ctrl-C in the terminal would end it with the run.
        var watchdog = Process.Start(new ProcessStartInfo("setsid", ["sh", script]) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("The watchdog did not start.");
        watchdog.StandardInput.WriteLine(path);
        watchdog.StandardInput.Flush();
        return (path, watchdog);
    }

    private static string Read(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
