using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Monolith.Host.PrivatePostgres;

/// <summary>The server's main process. It is nobody's child here (pg_ctl detaches it), so it is known by number and start time.</summary>
internal sealed record Postmaster(int ProcessId, string StartedAt, int Port, string SocketDirectory)
{
    public bool IsRunning => StartTime(ProcessId) == StartedAt;

    /// <summary>The server running on this very folder; null when there is none, also when postmaster.pid is out of date.</summary>
    public static async Task<Postmaster?> FindAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var lines = ReadFile(folder);
        if (lines.Length < 6 || !int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            || !int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return null;
        return StartTime(process) is { } started && await WorksInAsync(process, lines[1], folder, cancellationToken)
            ? new Postmaster(process, started, port, lines[4])
            : null;
    }

    /// <summary>
    /// Removes a postmaster.pid whose number now belongs to another program, or to a dead process nobody has waited for (a container
    /// without an init): PostgreSQL takes both for a running server and would not start. A number nobody has it handles itself.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveMisleadingFileAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var lines = ReadFile(folder);
        if (!OperatingSystem.IsLinux() || lines.Length == 0
            || !int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            || !Directory.Exists($"/proc/{process}"))
            return false;
        if (StartTime(process) is not null && await WorksInAsync(process, "", folder, cancellationToken))
            return false;
        File.Delete(folder.PostmasterFile);
        return true;
    }

    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (IsRunning)
                process.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }

    private static string[] ReadFile(DataFolder folder)
    {
        try
        {
            return File.Exists(folder.PostmasterFile) ? File.ReadAllLines(folder.PostmasterFile) : [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    /// <summary>A postmaster's working folder is its data folder; a number alone may have been given to another process.</summary>
    private static async Task<bool> WorksInAsync(int process, string recordedFolder, DataFolder folder, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            return recordedFolder == folder.Path;
        // By device and inode: a copied data folder has a copy of postmaster.pid, and paths may lead through links.
        var same = await Command.RunAsync(
            ["/bin/sh", "-c", "[ \"$1\" -ef \"$2\" ]", "sh", $"/proc/{process}/cwd", folder.Path], null, TimeSpan.FromSeconds(10), cancellationToken);
        return same.Succeeded;
    }

    private static string? StartTime(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // proc(5): after the name in parentheses come the state, and as the 20th field the start time in ticks since boot.
                var stat = File.ReadAllText($"/proc/{processId}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return fields[0] is "Z" or "X" ? null : fields[19];
            }

            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException or Win32Exception or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
