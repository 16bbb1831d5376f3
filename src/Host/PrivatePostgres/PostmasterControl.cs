using System.Globalization;

namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// Starts and stops the server through pg_ctl, which gives it a session of its own: a Ctrl-C meant for the Host does not reach it,
/// and none of the Host's pipes stays open in it.
/// </summary>
internal sealed class PostmasterControl(Cluster cluster, TimeSpan startTimeout, ILogger logger, TimeProvider time)
{
    private const string StartLog = "start.log";
    private static readonly TimeSpan s_fastLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_immediateLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    /// <returns>The server started, or the one already running on the folder.</returns>
    /// <exception cref="PrivatePostgresException">It did not start; the message has the end of its log.</exception>
    public async Task<Postmaster> StartAsync(string socketDirectory, CancellationToken cancellationToken)
    {
        if (await Postmaster.FindAsync(cluster.Folder, cancellationToken) is { } already)
            return already;
        if (await Postmaster.RemoveMisleadingFileAsync(cluster.Folder, cancellationToken))
            PrivatePostgresLog.StalePidFile(logger, cluster.Folder.PostmasterFile);
        var log = cluster.ServerPath($"{ServerConfiguration.LogFolder}/{StartLog}");
        // The socket's lock of a killed server stands in the way like its postmaster.pid; the folder is this server's alone.
        const string Clear = "mkdir -p \"$(dirname \"$1\")\"; rm -f \"$1\" \"$2\"/.s.PGSQL.*";
        await cluster.RunAsync(["/bin/sh", "-c", Clear, "sh", log, socketDirectory], cancellationToken);

        var seconds = ((int)Math.Ceiling(startTimeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        // Cut short, pg_ctl would leave behind a server that nobody knows of yet: it runs to its end, and the server is stopped instead.
        var starting = cluster.RunAsync(
            [cluster.Binaries.PgCtl, "-D", cluster.Served.ServerPath, "-l", log, "-w", "-t", seconds, "start"],
            CancellationToken.None, timeout: startTimeout + TimeSpan.FromSeconds(10));
        while (!starting.IsCompleted)
        {
            await Task.WhenAny(starting, Task.Delay(s_poll, time, CancellationToken.None));
            if (!starting.IsCompleted && cancellationToken.IsCancellationRequested)
                await StopAsync();
        }

        var started = await starting;
        var postmaster = await Postmaster.FindAsync(cluster.Folder, CancellationToken.None);
        if (started.Succeeded && postmaster is not null && !cancellationToken.IsCancellationRequested)
            return postmaster;

        await StopAsync();
        cancellationToken.ThrowIfCancellationRequested();
        throw new PrivatePostgresException(
            postmaster is null
                ? $"The private PostgreSQL {cluster.Binaries.Version} in '{cluster.Folder.Path}' did not start. {started.Output}\nThe end of its log ({cluster.Folder.LogDirectory}):\n{await LogTailAsync()}"
                : $"The private PostgreSQL in '{cluster.Folder.Path}' was not ready within {seconds} s and was stopped again. After a crash it may need longer: raise {PrivatePostgresOptions.Section}:StartTimeout.\nThe end of its log ({cluster.Folder.LogDirectory}):\n{await LogTailAsync()}");
    }

    /// <summary>Open transactions are rolled back and everything is written out; a server that hangs is ended ever more firmly.</summary>
    public async Task StopAsync()
    {
        if (await Postmaster.FindAsync(cluster.Folder, CancellationToken.None) is not { } postmaster)
            return;
        if (await StopAsync(postmaster, "fast", s_fastLimit))
            return;
        PrivatePostgresLog.NotStopping(logger, postmaster.ProcessId, s_fastLimit.TotalSeconds);
        if (await StopAsync(postmaster, "immediate", s_immediateLimit))
            return;
        postmaster.Kill();
        await EndsWithinAsync(postmaster, s_immediateLimit);
    }

    private async Task<bool> StopAsync(Postmaster postmaster, string mode, TimeSpan limit)
    {
        await cluster.RunAsync(
            [cluster.Binaries.PgCtl, "-D", cluster.Served.ServerPath, "-m", mode, "--no-wait", "stop"], CancellationToken.None);
        return await EndsWithinAsync(postmaster, limit);
    }

    private async Task<bool> EndsWithinAsync(Postmaster postmaster, TimeSpan limit)
    {
        var begin = time.GetTimestamp();
        while (postmaster.IsRunning)
        {
            if (time.GetElapsedTime(begin) > limit)
                return false;
            await Task.Delay(s_poll, time, CancellationToken.None);
        }

        return true;
    }

    private async Task<string> LogTailAsync()
    {
        const string Script = "cd \"$1\" && { tail -n 10 \"$2\"; tail -n 20 \"$(ls -t \"$3\"* | head -n 1)\"; } 2>/dev/null";
        var tail = await cluster.RunAsync(
            ["/bin/sh", "-c", Script, "sh", cluster.ServerPath(ServerConfiguration.LogFolder), StartLog, ServerConfiguration.LogFilePrefix], CancellationToken.None);
        return tail.Output.Length == 0 ? "(empty)" : tail.Output;
    }
}
