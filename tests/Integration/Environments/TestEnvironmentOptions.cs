namespace Monolith.Integration.Environments;

/// <summary>How an environment differs from the usual one: a Host with its private PostgreSQL, and every extracted service.</summary>
internal sealed record TestEnvironmentOptions
{
    /// <summary>The modules whose services are started; the Host knows the addresses of all.</summary>
    public IReadOnlyList<string> Services { get; init; } = BuiltPrograms.Services;

    /// <summary>Null: the Host starts a PostgreSQL of its own.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Requests a minute; null: what the Host does by itself.</summary>
    public int? RateLimit { get; init; } = 1_000_000;

    /// <summary>Added to the Host's environment, as <c>Section__Key</c>; wins over the usual settings.</summary>
    public IReadOnlyDictionary<string, string> HostSettings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Added to every service's environment.</summary>
    public IReadOnlyDictionary<string, string> ServiceSettings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
