using System.Security.Cryptography;
using System.Text;

namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// Where the server puts its socket: beside the data folder, or below /tmp where that path cannot be used. Only the server's user
/// (and root) may enter it, so reaching the socket is already a first proof of identity.
/// </summary>
internal static class SocketDirectory
{
    // sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
    private const int LongestSocketPath = 103;
    private const string TmpPrefix = "/tmp/monolith-postgres-";

    public static async Task<string> PrepareAsync(
        DataFolder folder, ServerFolder served, ServerAccount account, CancellationToken cancellationToken)
    {
        if (served.ByHandle || !IsUsable(folder.SocketDirectory))
            return await PrepareInTmpAsync(folder, account, cancellationToken);

        Directory.CreateDirectory(folder.SocketDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var ownership = await FolderOwnership.ReadAsync(folder.SocketDirectory, cancellationToken);
        if (ownership is null || !ownership.IsPrivateFolderOf(account.UserId))
        {
            File.SetUnixFileMode(folder.SocketDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await FolderOwnership.GiveToAsync(account, folder.SocketDirectory, cancellationToken);
        }

        return folder.SocketDirectory;
    }

    /// <summary>The folder in /tmp is made at each start; one that stayed would outlive a deleted data folder.</summary>
    public static void RemoveFromTmp(string directory)
    {
        if (!directory.StartsWith(TmpPrefix, StringComparison.Ordinal))
            return;
        try
        {
            Directory.Delete(directory);
        }
        catch (IOException)
        {
            // Not empty: the server had to be killed. The next start on this data folder uses and clears it.
        }
    }

    // PostgreSQL reads the setting as a comma-separated list in single quotes.
    private static bool IsUsable(string directory) =>
        Encoding.UTF8.GetByteCount(directory) + "/.s.PGSQL.65535".Length <= LongestSocketPath
        && directory.AsSpan().IndexOfAny(",'") < 0;

    private static async Task<string> PrepareInTmpAsync(DataFolder folder, ServerAccount account, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Path)).AsSpan(0, 8));
        var directory = TmpPrefix + name;
        // mkdir by the server's user fails when the name is taken, so a folder someone else put there is never trusted.
        await account.RunAsync(["mkdir", "-m", "700", directory], cancellationToken);
        var ownership = await FolderOwnership.ReadAsync(directory, cancellationToken);
        return ownership?.IsPrivateFolderOf(account.UserId) == true
            ? directory
            : throw new PrivatePostgresException(
                $"The socket of the private PostgreSQL should be in '{directory}', because '{folder.SocketDirectory}' is too long for a socket or cannot be reached by {account}; "
                + $"but that is {(ownership is null ? "not to be made" : $"not a folder of {account} alone ({ownership.Mode}, user {ownership.UserId})")}. "
                + $"Remove it, or set {PrivatePostgresOptions.Section}:DataDirectory to a shorter path such as /var/lib/monolith/postgres.");
    }
}
