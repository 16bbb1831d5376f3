namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>
/// Loads the file again when it changed: told by the file system, and by looking now and then, because a network folder, a mounted ConfigMap or a link to
/// another folder tells nothing.
/// </summary>
internal sealed partial class ConfigurationWatch(CurrentConfiguration current, TimeProvider time, ILogger<ConfigurationWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // An editor writes in several steps; half a file would be reported as broken.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new WakeUp();
        using var watcher = Watch(changed);
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
            catch (Exception e) when (CurrentConfiguration.IsRefusal(e))
            {
                // Said in the log and in the status; the file in force stays.
            }
            catch (Exception e)
            {
                // Whatever it is, it must not end the gateway: that goes on by what it has.
                LogFailed(e);
            }
        }
    }

    /// <returns>Null where there is none to be had: the kernel gives a user only so many.</returns>
    private FileSystemWatcher? Watch(WakeUp changed)
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(current.Path)!);
            watcher.Changed += (_, _) => changed.Signal();
            watcher.Created += (_, _) => changed.Signal();
            watcher.Renamed += (_, _) => changed.Signal();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            LogPollsOnly(Poll, e.Message);
            return null;
        }
    }

    [LoggerMessage(EventIds.FileNotWatched, LogLevel.Warning, "Changes of the configuration are seen within {Poll}, not at once: {Reason}")]
    private partial void LogPollsOnly(TimeSpan poll, string reason);

    [LoggerMessage(EventIds.LoadFailed, LogLevel.Error, "The configuration could not be loaded again, the one before stays")]
    private partial void LogFailed(Exception exception);
}
