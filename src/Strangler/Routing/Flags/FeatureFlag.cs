using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Strangler.Routing.Flags;

/// <summary>One flag: who answers one route.</summary>
internal sealed record FeatureFlag
{
    /// <summary>The route, <c>module.operation</c>.</summary>
    public required string Id { get; init; }

    public bool Enabled { get; init; }

    public FlagConditions? Conditions { get; init; }

    public IReadOnlyList<FlagVariant>? Variants { get; init; }

    public FlagAllocation? Allocation { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>The part of the id before the dot.</summary>
    [JsonIgnore]
    public string Module => Id.Split('.', 2)[0];

    public string ToJson() => JsonSerializer.Serialize(this, FlagDocument.Json);
}

internal sealed record FlagVariant
{
    public required string Name { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>When an enabled flag is on: the schedule.</summary>
internal sealed record FlagConditions
{
    /// <summary>One of the filters is enough; so it is when nothing is said.</summary>
    public const string Any = "Any";

    public const string All = "All";

    public string? RequirementType { get; init; }

    public IReadOnlyList<JsonElement>? ClientFilters { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Looked through in the order user, group, percentile; then the default.</summary>
internal sealed record FlagAllocation
{
    public string? DefaultWhenEnabled { get; init; }

    public string? DefaultWhenDisabled { get; init; }

    public IReadOnlyList<UserAllocation>? User { get; init; }

    public IReadOnlyList<GroupAllocation>? Group { get; init; }

    public IReadOnlyList<PercentileAllocation>? Percentile { get; init; }

    public string? Seed { get; init; }
}

internal sealed record UserAllocation(string Variant, IReadOnlyList<string> Users);

internal sealed record GroupAllocation(string Variant, IReadOnlyList<string> Groups);

internal sealed record PercentileAllocation(string Variant, double From, double To);
