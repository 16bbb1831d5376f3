namespace Monolith.Host.PrivatePostgres;

/// <param name="Directory">Where the programs really are, links resolved.</param>
/// <param name="Major">What decides whether a data folder can be opened.</param>
/// <param name="Version">As the server reports it, for example 15.10.</param>
internal sealed record PostgresBinaries(string Directory, int Major, string Version)
{
    public string Initdb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>Whether the folder holds the real programs: a script in their place would be the parent of the server, not the server.</summary>
    public static bool AreIn(string directory) =>
        IsProgram(Path.Combine(directory, "initdb"))
        && IsProgram(Path.Combine(directory, "pg_ctl"))
        && IsProgram(Path.Combine(directory, "postgres"));

    /// <summary>The folder the program really is in, when <paramref name="directory"/> has a link to it.</summary>
    public static string? RealDirectory(string directory)
    {
        var initdb = Path.Combine(directory, "initdb");
        if (!File.Exists(initdb))
            return null;
        var target = File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb;
        return Path.GetDirectoryName(Path.GetFullPath(target));
    }

    private static bool IsProgram(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var file = File.OpenRead(path);
            return !(file.ReadByte() == '#' && file.ReadByte() == '!');
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
