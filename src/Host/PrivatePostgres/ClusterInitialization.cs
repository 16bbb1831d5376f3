namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// Makes the cluster in a sibling folder and renames it into place as the last step: a folder with the final name is always whole,
/// however the Host ended in between.
/// </summary>
internal sealed class ClusterInitialization(
    DataFolder folder, ServerAccount account, PostgresBinaries binaries, PrivatePostgresOptions options, ILogger logger)
{
    private const string PasswordFile = "pwfile";
    private const string Data = "data";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Staging, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await FolderOwnership.GiveToAsync(account, folder.Staging, cancellationToken);
        var staging = await ServerFolder.ForAsync(account, folder.Staging, cancellationToken);

        var script = $"umask 077; cat > \"$1/{PasswordFile}\"";
        await RequireAsync(["/bin/sh", "-c", script, "sh", staging.ServerPath], staging, AdminPassword.Create(folder) + "\n", cancellationToken);
        await InitdbAsync(staging, cancellationToken);
        script = $"rm -f \"$1/{PasswordFile}\" && mkdir -m 700 \"$1/{Data}/{ServerConfiguration.LogFolder}\""
            + $" && printf \"\\n# The Host's own settings; what follows this line overrides them.\\ninclude_if_exists = '{ServerConfiguration.FileName}'\\n\" >> \"$1/{Data}/postgresql.conf\"";
        await RequireAsync(["/bin/sh", "-c", script, "sh", staging.ServerPath], staging, null, cancellationToken);
        await MoveIntoPlaceAsync(cancellationToken);
        Directory.Delete(folder.Staging);
    }

    public static async Task RemoveInterruptedAsync(DataFolder folder, ILogger logger, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Staging))
            return;
        PrivatePostgresLog.RemovingInterrupted(logger, folder.Staging);
        // rm does not follow links, whatever a process of the server's user does meanwhile.
        var removed = await Command.RunAsync(["rm", "-rf", "--", folder.Staging], null, TimeSpan.FromSeconds(60), cancellationToken);
        if (!removed.Succeeded)
            throw new PrivatePostgresException($"'{folder.Staging}' is left from an interrupted start and cannot be removed: {removed.Output} Remove it by hand.");
    }

    private async Task InitdbAsync(ServerFolder staging, CancellationToken cancellationToken)
    {
        // Beyond ASCII, upper and lower case and what is a letter come from the locale: search needs UTF-8, not plain C.
        var made = await TryInitdbAsync(staging, "--locale=C.UTF-8", cancellationToken);
        if (!made.Succeeded && made.Output.Contains("invalid locale", StringComparison.Ordinal))
        {
            PrivatePostgresLog.PlainLocale(logger);
            made = await TryInitdbAsync(staging, "--no-locale", cancellationToken);
        }

        if (!made.Succeeded)
            throw new PrivatePostgresException($"initdb could not make the database in '{folder.Path}' as {account}:\n{made.Output}");
    }

    private async Task<CommandResult> TryInitdbAsync(ServerFolder staging, string locale, CancellationToken cancellationToken)
    {
        string[] durability = options.Fsync ? [] : ["--no-sync"];
        try
        {
            return await account.RunAsync(
                [
                    binaries.Initdb, "-D", $"{staging.ServerPath}/{Data}", "--username=" + AdminDatabase.User, $"--pwfile={staging.ServerPath}/{PasswordFile}",
                    "--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--encoding=UTF8", locale, "--data-checksums", .. durability,
                ],
                cancellationToken, staging, timeout: options.StartTimeout);
        }
        catch (TimeoutException slow)
        {
            throw new PrivatePostgresException(
                $"initdb did not finish making the database in '{folder.Path}' within {options.StartTimeout.TotalSeconds:0} s. "
                + $"If the disk is that slow, raise {PrivatePostgresOptions.Section}:StartTimeout.", slow);
        }
    }

    private async Task MoveIntoPlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(folder.Path))
                Directory.Delete(folder.Path);
            Directory.Move(Path.Combine(folder.Staging, Data), folder.Path);
        }
        catch (IOException refused)
        {
            throw new PrivatePostgresException(
                $"The new database cannot be put in place as '{folder.Path}': {refused.Message} "
                + $"If that is a mount point, set {PrivatePostgresOptions.Section}:DataDirectory to a folder inside it.", refused);
        }

        // Without this a power cut could bring the old name back, and the next start would take the data for an interrupted one.
        if (options.Fsync)
            await Command.RunAsync(["sync", folder.Parent, folder.Staging], null, options.StartTimeout, cancellationToken);
    }

    private async Task RequireAsync(IEnumerable<string> command, ServerFolder staging, string? input, CancellationToken cancellationToken)
    {
        var done = await account.RunAsync(command, cancellationToken, staging, input);
        if (!done.Succeeded)
            throw new PrivatePostgresException($"Cannot prepare the database in '{folder.Staging}' as {account}: {done.Output}");
    }
}
