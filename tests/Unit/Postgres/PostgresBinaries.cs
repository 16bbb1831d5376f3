namespace Monolith.Unit.Postgres;

/// <summary>Finds the installed server: PG_BIN, then PATH, then Debian's folders, newest first.</summary>
internal static class PostgresBinaries
{
    public static string Find()
    {
        var folders = new[] { Environment.GetEnvironmentVariable("PG_BIN") }
            .Concat(Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [])
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
                : []);
        return folders.FirstOrDefault(f => !string.IsNullOrEmpty(f) && File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")))
            ?? throw new InvalidOperationException("These tests need PostgreSQL's server binaries: apt-get install postgresql, or set PG_BIN to the folder with initdb and postgres.");
    }
}
