namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// The Host's own PostgreSQL. It lives as long as this object: started or adopted by <see cref="StartAsync"/>, started again when it
/// dies, stopped by <see cref="StopAsync"/>. When the Host is killed it stays up, and the next Host adopts it.
/// </summary>
internal sealed class PrivatePostgresServer : IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly PostmasterControl _control;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Task _supervision;
    private bool _stopped;

    private PrivatePostgresServer(
        Cluster cluster, RunningServer running, DataFolderLock dataFolderLock, PostmasterControl control, ILogger logger, TimeProvider time)
    {
        _lock = dataFolderLock;
        _control = control;
        _logger = logger;
        DataDirectory = cluster.Folder.Path;
        Port = running.Postmaster.Port;
        SocketDirectory = running.Postmaster.SocketDirectory;
        Adopted = running.Adopted;
        Version = cluster.Binaries.Version;
        ConnectionString = AdminDatabase.ConnectionString(SocketDirectory, Port, running.Password);
        _supervision = new ServerSupervision(cluster, control, logger, time).RunAsync(running.Postmaster, _stopping.Token);
    }

    /// <summary>Superuser <c>monolith_admin</c> on database <c>monolith</c>, over the socket. A secret. The same for the life of this object.</summary>
    public string ConnectionString { get; }

    /// <summary>The port on 127.0.0.1 (unless ListenTcp is off), and the number in the socket's name.</summary>
    public int Port { get; }

    public string SocketDirectory { get; }

    public string DataDirectory { get; }

    /// <summary>For example 15.10.</summary>
    public string Version { get; }

    /// <summary>Whether it was found running, left by a Host that was killed.</summary>
    public bool Adopted { get; }

    /// <param name="options">The settings; checked here.</param>
    /// <param name="hostDataDirectory">The Host's data directory: where the cluster is by default, and what a relative DataDirectory is relative to.</param>
    /// <param name="loggers">For the category of this class.</param>
    /// <param name="time">Null means the system's clock.</param>
    /// <param name="cancellationToken">Gives up starting; what was started by then is stopped.</param>
    /// <exception cref="PrivatePostgresException">It cannot be had; the message says what to do.</exception>
    public static async Task<PrivatePostgresServer> StartAsync(
        PrivatePostgresOptions options, string hostDataDirectory, ILoggerFactory loggers, TimeProvider? time, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new PrivatePostgresException("The private PostgreSQL runs on Linux and macOS only. Start a PostgreSQL server yourself and set Database:ConnectionString.");
        if (options.Problems() is { Count: > 0 } problems)
            throw new PrivatePostgresException(string.Join('\n', problems));

        time ??= TimeProvider.System;
        var logger = loggers.CreateLogger<PrivatePostgresServer>();
        var folder = new DataFolder(options, hostDataDirectory);
        var held = DataFolderLock.Take(folder);
        PostmasterControl? control = null;
        PrivatePostgresServer? server = null;
        try
        {
            new HostState(HostState.Read(folder)?.Port ?? 0, Environment.ProcessId).Write(folder);
            var cluster = await ClusterPreparation.PrepareAsync(folder, options, logger, cancellationToken);
            control = new PostmasterControl(cluster, options.StartTimeout, logger, time);
            var running = await new ServerLaunch(cluster, control, options, logger, time).RunAsync(cancellationToken);
            new HostState(running.Postmaster.Port, Environment.ProcessId).Write(folder);
            PrivatePostgresLog.Started(logger, cluster.Binaries.Version, running.Postmaster.ProcessId, folder.Path, running.Postmaster.Port, cluster.Account.Name);
            server = new PrivatePostgresServer(cluster, running, held, control, logger, time);
            return server;
        }
        finally
        {
            if (server is null)
            {
                if (control is not null)
                    await control.StopAsync();
                held.Dispose();
            }
        }
    }

    /// <summary>
    /// Ends supervision and stops the server: at first fast (clients are cut off, everything is written), after 20 s firmly. Repeated
    /// calls do nothing. Takes at most about half a minute.
    /// </summary>
    public async Task StopAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_stopped)
                return;
            await _stopping.CancelAsync();
            await _supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _control.StopAsync();
            PrivatePostgres.SocketDirectory.RemoveFromTmp(SocketDirectory);
            _lock.Dispose();
            _stopped = true;
            PrivatePostgresLog.Stopped(_logger, DataDirectory);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        _gate.Dispose();
    }
}
