using System.Buffers;
using System.Globalization;

namespace Monolith.Host.PrivatePostgres;

/// <summary>
/// The cluster's folder and the files beside it. Those belong to the Host's user and are out of the server's reach:
/// who takes over the database server must not be able to lead a Host running as root to write through a planted link.
/// </summary>
internal sealed class DataFolder
{
    private static readonly SearchValues<char> s_specialInQuotes = SearchValues.Create("\"$`\\\n\r");

    public DataFolder(PrivatePostgresOptions options, string hostDataDirectory)
    {
        var root = System.IO.Path.GetFullPath(hostDataDirectory);
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(options.DataDirectory ?? "postgres", root));
        Parent = System.IO.Path.GetDirectoryName(Path)
            ?? throw new PrivatePostgresException($"'{Path}' cannot be the data folder: name a folder below it in {PrivatePostgresOptions.Section}:DataDirectory.");
        if (Path.AsSpan().IndexOfAny(s_specialInQuotes) >= 0)
        {
            throw new PrivatePostgresException(
                $"The private PostgreSQL cannot run in '{Path}': pg_ctl passes this path to a shell, which does not survive \" $ ` \\ or line breaks. "
                + $"Set {PrivatePostgresOptions.Section}:DataDirectory to another folder.");
        }
    }

    public string Path { get; }

    public string Parent { get; }

    public string LockFile => Path + ".lock";

    public string PasswordFile => Path + ".password";

    public string StateFile => Path + ".state.json";

    public string SocketDirectory => Path + "-socket";

    /// <summary>Where a cluster is made before it is renamed into place: what is found here was interrupted.</summary>
    public string Staging => Path + ".init";

    public string PostmasterFile => System.IO.Path.Combine(Path, "postmaster.pid");

    public string LogDirectory => System.IO.Path.Combine(Path, "log");

    private string VersionFile => System.IO.Path.Combine(Path, "PG_VERSION");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    /// <exception cref="PrivatePostgresException">The folder holds something else.</exception>
    public int? ClusterVersion()
    {
        if (File.Exists(VersionFile))
        {
            var text = File.ReadAllText(VersionFile).Trim();
            return int.TryParse(text.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                ? major
                : throw new PrivatePostgresException($"'{VersionFile}' says '{text}', which is no PostgreSQL version. The data folder is damaged: restore it from a backup, or move it away to begin with an empty database.");
        }

        if (File.Exists(Path) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any()))
        {
            throw new PrivatePostgresException(
                $"'{Path}' is not empty and is no PostgreSQL data folder (it has no PG_VERSION). Nothing was changed. "
                + $"Move it away, or set {PrivatePostgresOptions.Section}:DataDirectory to another folder.");
        }

        return null;
    }
}
