using System.Globalization;

namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// The operating-system user the server and its tools run as: PostgreSQL refuses root, so a Host started as root
/// hands them to an unprivileged user.
/// </summary>
/// <param name="Name">The log-in name, or the number where the system knows no name.</param>
/// <param name="UserId">Never 0.</param>
/// <param name="GroupId">Its primary group, or that of the data folder.</param>
/// <param name="Switch">The command that becomes that user, to be followed by the program; empty when it is the Host's own.</param>
internal sealed record ServerAccount(string Name, int UserId, int GroupId, IReadOnlyList<string> Switch)
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(10);

    public bool IsSelf => Switch.Count == 0;

    /// <summary>
    /// The owner of an existing data folder, else <c>postgres</c>, else <c>nobody</c> when the Host is root; itself when it is not.
    /// </summary>
    public static async Task<ServerAccount> ResolveAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var owner = await FolderOwnership.ReadAsync(folder.Path, cancellationToken);
        if (!Environment.IsPrivilegedProcess)
        {
            var self = await IdAsync("-u", null, cancellationToken) ?? throw new PrivatePostgresException("Cannot run 'id' to learn which user this is; PATH must have the standard tools.");
            return owner is null || owner.UserId == self
                ? new ServerAccount(Environment.UserName, self, await IdAsync("-g", null, cancellationToken) ?? self, [])
                : throw new PrivatePostgresException(
                    $"The data folder '{folder.Path}' belongs to user {await NameAsync(owner.UserId, cancellationToken)}, and the Host runs as {Environment.UserName}. "
                    + $"Run the Host as that user or as root, or set {PrivatePostgresOptions.Section}:DataDirectory to a folder of this user.");
        }

        if (owner is not null && owner.UserId != 0)
            return await WithSwitchAsync(await NameAsync(owner.UserId, cancellationToken), owner.UserId, owner.GroupId, cancellationToken);
        foreach (var name in (string[])["postgres", "nobody"])
        {
            if (await IdAsync("-u", name, cancellationToken) is { } user && await IdAsync("-g", name, cancellationToken) is { } group)
                return await WithSwitchAsync(name, user, group, cancellationToken);
        }

        throw new PrivatePostgresException(
            "The Host runs as root, PostgreSQL refuses to, and there is neither a 'postgres' nor a 'nobody' user to run it as. Create one: useradd --system postgres");
    }

    /// <summary>Runs a program as this user. With a folder, the program may use its <see cref="ServerFolder.ServerPath"/>.</summary>
    public Task<CommandResult> RunAsync(
        IEnumerable<string> command, CancellationToken cancellationToken,
        ServerFolder? folder = null, string? input = null, TimeSpan? timeout = null) =>
        Command.RunAsync([.. folder?.Opening ?? [], .. Switch, .. command], input, timeout ?? s_moment, cancellationToken);

    public override string ToString() => $"user '{Name}'";

    private static async Task<ServerAccount> WithSwitchAsync(string name, int user, int group, CancellationToken cancellationToken)
    {
        // setpriv first: it becomes the program, where the others stay as its parent and open a login session.
        string[][] ways =
        [
            ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--no-new-privs", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", name, "-c", "exec \"$@\"", "--", "sh"],
        ];
        foreach (var way in ways)
        {
            var probe = await Command.RunAsync([.. way, "id", "-u"], null, s_moment, cancellationToken);
            if (probe.Succeeded && probe.Output == user.ToString(CultureInfo.InvariantCulture))
                return new ServerAccount(name, user, group, way);
        }

        throw new PrivatePostgresException(
            $"The Host runs as root, PostgreSQL refuses to, and none of setpriv, runuser and su could become user '{name}'. "
            + "Install util-linux, start the Host as an ordinary user, or set Database:ConnectionString to use a running server.");
    }

    private static async Task<int?> IdAsync(string what, string? name, CancellationToken cancellationToken)
    {
        var answer = await Command.RunAsync(name is null ? ["id", what] : ["id", what, name], null, s_moment, cancellationToken);
        return answer.Succeeded && int.TryParse(answer.Output, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static async Task<string> NameAsync(int user, CancellationToken cancellationToken)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        var answer = await Command.RunAsync(["id", "-un", number], null, s_moment, cancellationToken);
        return answer.Succeeded ? answer.Output : number;
    }
}
