namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// A folder as the server's user can reach it. A Host started as root may keep its data below a folder no one else can enter
/// (/root, a mktemp folder). Opening that up for the server would be a change nobody asked for, so the server is handed the open
/// folder instead: a descriptor it inherits, named by /proc/self/fd, which needs no permission on the folders above.
/// </summary>
internal sealed record ServerFolder(string Path, bool ByHandle)
{
    private const string Descriptor = "7";

    /// <summary>The path to give to a program run with <see cref="Opening"/>.</summary>
    public string ServerPath => ByHandle ? "/proc/self/fd/" + Descriptor : Path;

    /// <summary>What to put before the command that changes the user, so that the folder is opened while still root.</summary>
    public IReadOnlyList<string> Opening =>
        ByHandle ? ["/bin/sh", "-c", $"exec {Descriptor}<\"$1\" || exit; shift; exec \"$@\"", "sh", Path] : [];

    public static async Task<ServerFolder> ForAsync(ServerAccount account, string path, CancellationToken cancellationToken)
    {
        if (account.IsSelf)
            return new ServerFolder(path, ByHandle: false);
        var entered = await account.RunAsync(["/bin/sh", "-c", "cd \"$1\"", "sh", path], cancellationToken);
        if (entered.Succeeded)
            return new ServerFolder(path, ByHandle: false);

        var handed = new ServerFolder(path, ByHandle: true);
        var reached = await account.RunAsync(["/bin/sh", "-c", "cd \"$1\"", "sh", handed.ServerPath], cancellationToken, handed);
        return reached.Succeeded
            ? handed
            : throw new PrivatePostgresException(
                $"{account} runs the private PostgreSQL (the Host is root) and cannot enter '{await ClosedFolderAsync(account, path, cancellationToken)}'. "
                + $"Set {PrivatePostgresOptions.Section}:DataDirectory to a folder that can be reached, such as /var/lib/monolith/postgres, "
                + $"or let it pass: chmod o+x on that folder. ({reached.Output})");
    }

    private static async Task<string> ClosedFolderAsync(ServerAccount account, string path, CancellationToken cancellationToken)
    {
        var above = new Stack<string>();
        for (var folder = path; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            above.Push(folder);
        foreach (var folder in above)
        {
            if (!(await account.RunAsync(["/bin/sh", "-c", "cd \"$1\"", "sh", folder], cancellationToken)).Succeeded)
                return folder;
        }

        return path;
    }
}
