namespace Monolith.Host.PrivatePostgres;

/// <summary>An initialised data folder with the programs and the user that run it.</summary>
internal sealed record Cluster(DataFolder Folder, ServerAccount Account, ServerFolder Served, PostgresBinaries Binaries)
{
    public Task<CommandResult> RunAsync(
        IEnumerable<string> command, CancellationToken cancellationToken, string? input = null, TimeSpan? timeout = null) =>
        Account.RunAsync(command, cancellationToken, Served, input, timeout);

    public string ServerPath(string name) => $"{Served.ServerPath}/{name}";

    /// <returns>The settings last written; null when there are none.</returns>
    public async Task<string?> ReadConfigurationAsync(CancellationToken cancellationToken)
    {
        var file = await RunAsync(["cat", ServerPath(ServerConfiguration.FileName)], cancellationToken);
        return file.Succeeded ? file.Output + "\n" : null;
    }

    public async Task WriteConfigurationAsync(string text, CancellationToken cancellationToken)
    {
        var written = await RunAsync(
            ["/bin/sh", "-c", "umask 077; cat > \"$1.new\" && mv -f \"$1.new\" \"$1\"", "sh", ServerPath(ServerConfiguration.FileName)],
            cancellationToken, text);
        if (!written.Succeeded)
            throw new PrivatePostgresException($"Cannot write {ServerConfiguration.FileName} in the data folder '{Folder.Path}' as {Account}: {written.Output}");
    }
}
