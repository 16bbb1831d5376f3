namespace Monolith.Kernel.Modules;

/// <summary>What a module says of itself. Everything else about it (schema, role, graph, migration plan) follows from this.</summary>
/// <param name="Name">PascalCase, the name of its folder and its assemblies, for example <c>Favorites</c>.</param>
public sealed record ModuleManifest(string Name)
{
    /// <summary>The modules whose Contracts this one may use; a reference that is not named here does not compile (MOD003).</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>
    /// The requests of modules in <see cref="DependsOn"/> that it sends, for example <c>movies.GetMovieSnapshot</c>: what its service may send and nothing else, so that a
    /// service's key that leaked opens no more than the service needs.
    /// </summary>
    public IReadOnlyList<string> Sends { get; init; } = [];

    /// <summary>The events it handles, of modules in <see cref="DependsOn"/> or its own, for example <c>auth.user-registered.v1</c>; each has exactly one handler in the module.</summary>
    public IReadOnlyList<string> SubscribesTo { get; init; } = [];

    /// <summary>PostgreSQL extensions its schema needs; created by the administrator before its migrations run.</summary>
    public IReadOnlyList<string> PostgresExtensions { get; init; } = [];

    /// <summary>What is at stake when it is extracted.</summary>
    public ExtractionRisk Risk { get; init; }

    /// <summary>One sentence for the migration plan: what the data is and what goes wrong when it does.</summary>
    public string RiskReason { get; init; } = "";

    /// <summary>Why <c>src/Extracted</c> has no service of it, in one sentence for the migration plan. Null: it has one.</summary>
    public string? NoServiceReason { get; init; }

    /// <summary>The PostgreSQL schema that only this module's role may touch, and the name of flags' modules and services: the name in lower case.</summary>
    public string Schema { get; } = Name.ToLowerInvariant();
}
