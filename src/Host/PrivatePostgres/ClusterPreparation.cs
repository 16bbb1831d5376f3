namespace Monolith.Host.PrivatePostgres;

/// <summary>Finds out what is in the data folder and what is installed, and makes the cluster when there is none.</summary>
internal static class ClusterPreparation
{
    public static async Task<Cluster> PrepareAsync(
        DataFolder folder, PrivatePostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var account = await ServerAccount.ResolveAsync(folder, cancellationToken);
        var made = folder.ClusterVersion();
        var search = new PostgresBinariesSearch(account, Environment.GetEnvironmentVariable, PostgresBinariesSearch.UsualPlaces);
        var binaries = await search.FindAsync(options.BinDirectory, made, cancellationToken);
        if (made is { } major && major != binaries.Major)
            throw OtherVersion(folder, major, binaries);

        await ClusterInitialization.RemoveInterruptedAsync(folder, logger, cancellationToken);
        if (made is null)
        {
            PrivatePostgresLog.Initializing(logger, folder.Path, binaries.Version, account.Name);
            await new ClusterInitialization(folder, account, binaries, options, logger).RunAsync(cancellationToken);
        }

        var served = await ServerFolder.ForAsync(account, folder.Path, cancellationToken);
        if (served.ByHandle)
            PrivatePostgresLog.FolderHandedOver(logger, folder.Path, account.Name);
        return new Cluster(folder, account, served, binaries);
    }

    private static PrivatePostgresException OtherVersion(DataFolder folder, int made, PostgresBinaries binaries) => new(
        $"The data folder '{folder.Path}' was made by PostgreSQL {made}, and the one found here is {binaries.Version} ({binaries.Directory}). "
        + "A server opens only the folders of its own major version. Nothing was changed. Either\n"
        + $"  install PostgreSQL {made} again (Debian, Ubuntu: sudo apt-get install -y postgresql-{made}) and, if it is in no usual place, set {PrivatePostgresOptions.Section}:BinDirectory; or\n"
        + $"  move the data to {binaries.Major} with pg_upgrade, which needs both versions installed; or\n"
        + $"  dump with version {made}, move this folder away, start once so that an empty database is made, and restore.");
}
