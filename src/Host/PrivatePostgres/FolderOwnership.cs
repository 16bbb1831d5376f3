using System.Globalization;

namespace Monolith.Host.PrivatePostgres;

/// <summary>Who owns a folder: .NET reads the mode of a file, but not its owner.</summary>
/// <param name="UserId">The owner's number; the name may be unknown here.</param>
/// <param name="GroupId">The group's number.</param>
/// <param name="Mode">As <c>ls</c> shows it: <c>drwx------</c>. A link is not followed and begins with <c>l</c>.</param>
internal sealed record FolderOwnership(string Mode, int UserId, int GroupId)
{
    public bool IsPrivateFolderOf(int userId) =>
        UserId == userId && Mode.StartsWith("drwx------", StringComparison.Ordinal);

    /// <returns>Null when there is nothing at <paramref name="path"/>, or it cannot be looked at.</returns>
    public static async Task<FolderOwnership?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var listing = await Command.RunAsync(["ls", "-ldn", "--", path], null, TimeSpan.FromSeconds(10), cancellationToken);
        var fields = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return listing.Succeeded && fields.Length > 4
            && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var group)
            ? new FolderOwnership(fields[0], user, group)
            : null;
    }

    public static async Task GiveToAsync(ServerAccount account, string path, CancellationToken cancellationToken)
    {
        if (account.IsSelf)
            return;
        var given = await Command.RunAsync(
            ["chown", "-h", $"{account.UserId}:{account.GroupId}", path], null, TimeSpan.FromSeconds(10), cancellationToken);
        if (!given.Succeeded)
            throw new PrivatePostgresException($"Cannot give '{path}' to {account}, who runs the private PostgreSQL: {given.Output}");
    }
}
