namespace Monolith.Host.PrivatePostgres;

/// <summary>Settings of the PostgreSQL server the Host runs for itself when no connection string is configured.</summary>
internal sealed class PrivatePostgresOptions
{
    public const string Section = "Database:Private";

    /// <summary>
    /// Folder of the database cluster; null means <c>postgres</c> in the Host's data directory, a relative path is below it.
    /// Files that must not be in the server's reach (password, lock, state) are kept beside it, so it may not be a mount point.
    /// </summary>
    public string? DataDirectory { get; set; }

    /// <summary>
    /// Folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>; null searches PG_BIN, PATH and the usual places,
    /// preferring the version that made the data folder, then the newest.
    /// </summary>
    public string? BinDirectory { get; set; }

    /// <summary>TCP port, and the number in the socket's name. 0 takes a free one below 32768 and keeps it over restarts.</summary>
    public int Port { get; set; }

    /// <summary>Whether the server also listens on 127.0.0.1, for services of other users. The Host itself uses the socket.</summary>
    public bool ListenTcp { get; set; } = true;

    /// <summary>False loses data when the machine stops: for tests only.</summary>
    public bool Fsync { get; set; } = true;

    /// <summary>How long making the cluster, and starting the server with any crash recovery, may each take.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Every module's pool opens up to 20, in the Host and again in its service.</summary>
    public int MaxConnections { get; set; } = 400;

    /// <summary>Everything wrong with these settings, so that one start shows all of it. Empty when they are usable.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Port is < 0 or > 65535)
            problems.Add($"{Section}:Port is {Port}; it must be 0 (choose a free one) or 1 to 65535.");
        if (StartTimeout < TimeSpan.FromSeconds(1) || StartTimeout > TimeSpan.FromHours(24))
            problems.Add($"{Section}:StartTimeout is {StartTimeout}; it must be between one second and one day.");
        if (MaxConnections is < 10 or > 10_000)
            problems.Add($"{Section}:MaxConnections is {MaxConnections}; it must be 10 to 10000.");
        if (DataDirectory is not null && string.IsNullOrWhiteSpace(DataDirectory))
            problems.Add($"{Section}:DataDirectory is empty; name a folder, or remove the setting to have 'postgres' in the data directory of the Host.");
        return problems;
    }
}
