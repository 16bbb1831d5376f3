namespace Monolith.Host.PrivatePostgres;

/// <summary>Starts the server again when it ends while the Host needs it, and keeps its log within bounds.</summary>
internal sealed class ServerSupervision(Cluster cluster, PostmasterControl control, ILogger logger, TimeProvider time)
{
    private const int LogFilesKept = 5;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_steady = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_tidying = TimeSpan.FromMinutes(1);

    public async Task RunAsync(Postmaster running, CancellationToken cancellationToken)
    {
        var pause = s_firstPause;
        while (true)
        {
            var begin = time.GetTimestamp();
            await WatchAsync(running, cancellationToken);
            if (time.GetElapsedTime(begin) > s_steady)
                pause = s_firstPause;
            PrivatePostgresLog.Ended(logger, running.ProcessId, cluster.Folder.LogDirectory);

            (running, pause) = await RestartAsync(running.SocketDirectory, pause, cancellationToken);
            PrivatePostgresLog.Recovered(logger, running.ProcessId);
        }
    }

    private async Task WatchAsync(Postmaster running, CancellationToken cancellationToken)
    {
        long? tidied = null;
        while (running.IsRunning)
        {
            if (tidied is null || time.GetElapsedTime(tidied.Value) > s_tidying)
            {
                RemoveOldLogs();
                tidied = time.GetTimestamp();
            }

            await Task.Delay(s_look, time, cancellationToken);
        }
    }

    private async Task<(Postmaster Running, TimeSpan NextPause)> RestartAsync(
        string socketDirectory, TimeSpan pause, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 > s_longestPause ? s_longestPause : pause * 2;
            try
            {
                return (await control.StartAsync(socketDirectory, cancellationToken), pause);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                PrivatePostgresLog.RestartFailed(logger, attempt, pause.TotalSeconds, failed);
            }
        }
    }

    /// <summary>The server begins a new file every 10 MB, every day and at every start, and removes none.</summary>
    private void RemoveOldLogs()
    {
        try
        {
            var old = Directory.EnumerateFiles(cluster.Folder.LogDirectory, ServerConfiguration.LogFilePrefix + "*.log")
                .OrderDescending(StringComparer.Ordinal).Skip(LogFilesKept);
            foreach (var file in old)
                File.Delete(file);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            PrivatePostgresLog.CannotTidy(logger, failed);
        }
    }
}
