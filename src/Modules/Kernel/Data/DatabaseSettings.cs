namespace Monolith.Kernel.Data;

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseSettings
{
    /// <summary>
    /// The administrator's connection: creates schemas and roles and runs migrations. Null: the Host starts a PostgreSQL of its own;
    /// in an extracted service, where it is the service's own connection, it is required (or <see cref="ConnectionStringFile"/>).
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, for secrets that are mounted. Wins over <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>Put before each role's name; roles belong to the whole server, so two installations on one server need different ones.</summary>
    [System.ComponentModel.DataAnnotations.RegularExpression("^[a-z][a-z0-9_]{0,29}$", ErrorMessage = "must be 1 to 30 of a-z, 0-9, _ and begin with a letter.")]
    public string RolePrefix { get; set; } = "monolith_";

    /// <summary>
    /// Role passwords are derived from this (HMAC-SHA-256 of the role's name), so several hosts on one database agree on them.
    /// Null: made at first start and kept in the data folder. At least 32 characters.
    /// </summary>
    [System.ComponentModel.DataAnnotations.MinLength(32, ErrorMessage = "must have at least 32 characters; 'openssl rand -hex 32' makes one.")]
    public string? RoleSecret { get; set; }

    /// <summary>Whether a start brings the schemas up to date. When false, run the Host once with the argument <c>migrate</c>.</summary>
    public bool MigrateOnStart { get; set; } = true;

    /// <summary>The most connections each module's pool opens.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 1000, ErrorMessage = "must be 1 to 1000.")]
    public int MaxPoolSize { get; set; } = 20;

    /// <summary>Why there is no connection to be had from these settings; null when there is one.</summary>
    internal string? FindProblem() => ConnectionStringFile switch
    {
        { Length: > 0 } file when !File.Exists(file) =>
            $"Configuration 'Database:ConnectionStringFile': there is no file '{file}'. The Host writes one per extracted service at its start, below its data folder in services/<module>/; start the Host first or name another file.",
        null or "" when string.IsNullOrEmpty(ConnectionString) =>
            "Configuration 'Database:ConnectionString': no database is configured. Set it, or 'Database:ConnectionStringFile'.",
        _ => null,
    };

    internal string Read() => ConnectionStringFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : ConnectionString!;
}
