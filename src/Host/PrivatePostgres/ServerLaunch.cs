namespace Monolith.Host.PrivatePostgres;

internal sealed record RunningServer(Postmaster Postmaster, string Password, bool Adopted);

/// <summary>
/// Gets from an initialised cluster to a server that answers. A server still running from a Host that was killed is adopted when it
/// runs with exactly the settings and the version this Host would start it with, because extracted services may be working on it
/// and need not notice; otherwise it is stopped cleanly and started anew.
/// </summary>
internal sealed class ServerLaunch(
    Cluster cluster, PostmasterControl control, PrivatePostgresOptions options, ILogger logger, TimeProvider time)
{
    private const int Attempts = 3;

    public async Task<RunningServer> RunAsync(CancellationToken cancellationToken)
    {
        var socketDirectory = await SocketDirectory.PrepareAsync(cluster.Folder, cluster.Served, cluster.Account, cancellationToken);
        var password = AdminPassword.Read(cluster.Folder);
        if (await Postmaster.FindAsync(cluster.Folder, cancellationToken) is { } leftOver)
        {
            if (password is not null && await IsAsConfiguredAsync(leftOver, socketDirectory, cancellationToken)
                && await AdminDatabase.EnsureAsync(leftOver, password, options.StartTimeout, time, cancellationToken))
            {
                PrivatePostgresLog.Adopted(logger, leftOver.ProcessId);
                return new RunningServer(leftOver, password, Adopted: true);
            }

            PrivatePostgresLog.StoppingLeftOver(logger, leftOver.ProcessId);
            await control.StopAsync();
        }

        password ??= await ResetPasswordAsync(cancellationToken);
        var started = await StartAsync(socketDirectory, cancellationToken);
        if (await AdminDatabase.EnsureAsync(started, password, options.StartTimeout, time, cancellationToken))
            return new RunningServer(started, password, Adopted: false);

        // The password file is of another cluster, as after a restored backup.
        await control.StopAsync();
        password = await ResetPasswordAsync(cancellationToken);
        started = await StartAsync(socketDirectory, cancellationToken);
        return await AdminDatabase.EnsureAsync(started, password, options.StartTimeout, time, cancellationToken)
            ? new RunningServer(started, password, Adopted: false)
            : throw new PrivatePostgresException(
                $"The private PostgreSQL in '{cluster.Folder.Path}' refuses its superuser {AdminDatabase.User}, with a password just set. Look at pg_hba.conf in that folder.");
    }

    private async Task<Postmaster> StartAsync(string socketDirectory, CancellationToken cancellationToken)
    {
        var remembered = HostState.Read(cluster.Folder)?.Port;
        for (var attempt = 1; ; attempt++)
        {
            var port = PortChoice.Choose(options, remembered);
            await cluster.WriteConfigurationAsync(ServerConfiguration.Text(options, cluster.Binaries, port, socketDirectory), cancellationToken);
            try
            {
                return await control.StartAsync(socketDirectory, cancellationToken);
            }
            catch (PrivatePostgresException busy) when (
                attempt < Attempts && busy.Message.Contains("in use", StringComparison.Ordinal))
            {
                // Someone took the port meanwhile, or the processes of a killed server have not all ended yet.
                PrivatePostgresLog.Retrying(logger, attempt, busy.Message);
                await Task.Delay(TimeSpan.FromSeconds(attempt), time, cancellationToken);
            }
        }
    }

    private async Task<bool> IsAsConfiguredAsync(Postmaster running, string socketDirectory, CancellationToken cancellationToken)
    {
        var wanted = ServerConfiguration.Text(options, cluster.Binaries, options.Port == 0 ? running.Port : options.Port, socketDirectory);
        return running.SocketDirectory == socketDirectory
            && await cluster.ReadConfigurationAsync(cancellationToken) == wanted;
    }

    /// <summary>Without a server, whoever owns the files may set the password: PostgreSQL's single-user mode.</summary>
    private async Task<string> ResetPasswordAsync(CancellationToken cancellationToken)
    {
        PrivatePostgresLog.ResettingPassword(logger, cluster.Folder.PasswordFile);
        await Postmaster.RemoveMisleadingFileAsync(cluster.Folder, cancellationToken);
        var password = AdminPassword.Create(cluster.Folder);
        var done = await cluster.RunAsync(
            [cluster.Binaries.Postgres, "--single", "-D", cluster.Served.ServerPath, "-c", "logging_collector=off", "postgres"],
            cancellationToken, $"ALTER ROLE {AdminDatabase.User} PASSWORD '{password}'\n", options.StartTimeout);
        return done.Succeeded && !done.Output.Contains("ERROR:", StringComparison.Ordinal)
            ? password
            : throw new PrivatePostgresException($"The password of the superuser {AdminDatabase.User} in '{cluster.Folder.Path}' is lost and could not be set anew:\n{done.Output}");
    }
}
