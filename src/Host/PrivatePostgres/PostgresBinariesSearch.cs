using System.Globalization;
using System.Text.RegularExpressions;

namespace Monolith.Host.PrivatePostgres;

/// <summary>Finds the installed PostgreSQL. <c>Places</c> and the environment are parameters so that a test can have its own machine.</summary>
internal sealed partial class PostgresBinariesSearch(
    ServerAccount account, Func<string, string?> environment, IReadOnlyList<(string Root, string Pattern, string Below)> places)
{
    /// <summary>Ubuntu 22.04 has 14; older ones are out of support.</summary>
    public const int OldestMajor = 14;

    public static readonly IReadOnlyList<(string Root, string Pattern, string Below)> UsualPlaces =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/usr/libexec", "postgresql*", ""),
        ("/opt/homebrew/opt", "postgresql*", "bin"),
        ("/usr/local/opt", "postgresql*", "bin"),
        ("/usr/local", "pgsql*", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
    ];

    /// <param name="configured">The only folder to look in; null searches.</param>
    /// <param name="wantedMajor">Taken before a newer one, because it made the data folder; null when there is none yet.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<PostgresBinaries> FindAsync(string? configured, int? wantedMajor, CancellationToken cancellationToken)
    {
        var setting = $"{PrivatePostgresOptions.Section}:BinDirectory";
        if (string.IsNullOrWhiteSpace(configured))
            (configured, setting) = (environment("PG_BIN"), "PG_BIN");
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return await TryAsync(configured, cancellationToken) ?? throw new PrivatePostgresException(
                $"{setting} is '{configured}', which has no initdb, pg_ctl and postgres of version {OldestMajor} or later that {account} can run. "
                + "Name the bin folder of a PostgreSQL server, such as /usr/lib/postgresql/17/bin, or remove the setting to have it searched.");
        }

        PostgresBinaries? first = null;
        foreach (var directory in Candidates().Distinct(StringComparer.Ordinal))
        {
            var found = await TryAsync(directory, cancellationToken);
            if (found is not null && (wantedMajor is null || found.Major == wantedMajor))
                return found;
            first ??= found;
        }

        return first ?? throw new PrivatePostgresException(
            $"No PostgreSQL server of version {OldestMajor} or later is installed here: its initdb, pg_ctl and postgres are neither in PATH nor in the usual folders "
            + $"({string.Join(", ", places.Select(place => Path.Combine(place.Root, place.Pattern)))}).\n"
            + "Install it:\n"
            + "  Debian, Ubuntu   sudo apt-get install -y postgresql\n"
            + "  Fedora, RHEL     sudo dnf install -y postgresql-server\n"
            + "  macOS            brew install postgresql@17\n"
            + $"Installed elsewhere: set {PrivatePostgresOptions.Section}:BinDirectory or PG_BIN to its bin folder. "
            + "To use a server that is already running, set Database:ConnectionString.");
    }

    private IEnumerable<string> Candidates()
    {
        foreach (var directory in (environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.IsPathRooted(directory) && PostgresBinaries.RealDirectory(directory) is { } real)
                yield return real;
        }

        foreach (var (root, pattern, below) in places)
        {
            if (!Directory.Exists(root))
                continue;
            foreach (var folder in Directory.EnumerateDirectories(root, pattern).OrderByDescending(Number))
                yield return Path.Combine(folder, below);
        }
    }

    private async Task<PostgresBinaries?> TryAsync(string directory, CancellationToken cancellationToken)
    {
        if (!PostgresBinaries.AreIn(directory))
            return null;
        // As the server's user: what it cannot run is of no use.
        var answer = await account.RunAsync([Path.Combine(directory, "postgres"), "--version"], cancellationToken);
        var version = VersionLine().Match(answer.Output);
        if (!answer.Succeeded || !version.Success)
            return null;
        var major = int.Parse(version.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return major < OldestMajor ? null : new PostgresBinaries(directory, major, version.Groups["version"].Value);
    }

    private static int Number(string folder) =>
        int.TryParse(FirstNumber().Match(Path.GetFileName(folder)).ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>(?<major>\d+)\S*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstNumber();
}
