namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>
/// Loads the file again when it changed: told by the file system, and by looking now and then, because a network folder or a mounted ConfigMap tells nothing.
/// </summary>
internal sealed class ConfigurationWatch(CurrentConfiguration current, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // An editor writes in several steps; half a file would be reported as broken.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0, 1);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(Path.GetFullPath(current.Path))!) { EnableRaisingEvents = true };
        watcher.Changed += (_, _) => Wake();
        watcher.Created += (_, _) => Wake();
        watcher.Renamed += (_, _) => Wake();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await changed.WaitAsync(Poll, stoppingToken))
            {
                await Task.Delay(Settle, time, stoppingToken);
            }

            try
            {
                current.Load();
            }
            catch (Exception e) when (e is GatewayFileException or IOException or UnauthorizedAccessException)
            {
                // Said in the log and in the status; the file in force stays.
            }
        }

        void Wake()
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // It is awake already.
            }
        }
    }
}
