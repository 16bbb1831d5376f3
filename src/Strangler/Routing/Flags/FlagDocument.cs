using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Strangler.Routing.Flags;

/// <summary>
/// Every flag, in the JSON schema of Microsoft.FeatureManagement (https://github.com/microsoft/FeatureManagement/tree/main/Schema). Fields that the
/// routing does not use are kept as they are.
/// </summary>
internal sealed record FlagDocument
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public FlagList FeatureManagement { get; init; } = new();

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    [JsonIgnore]
    public IReadOnlyList<FeatureFlag> Flags => FeatureManagement.FeatureFlags;

    /// <exception cref="InvalidFlagsException">The text is not of the schema.</exception>
    public static FlagDocument Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<FlagDocument>(json, Json) ?? throw new InvalidFlagsException(["The document is null."]);
        }
        catch (JsonException e)
        {
            throw new InvalidFlagsException([$"The document is not of the feature management schema: {e.Message}"]);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public FlagDocument With(IEnumerable<FeatureFlag> flags) => this with { FeatureManagement = FeatureManagement with { FeatureFlags = [.. flags] } };
}

/// <summary>The section <c>feature_management</c>.</summary>
internal sealed record FlagList
{
    public IReadOnlyList<FeatureFlag> FeatureFlags { get; init; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}
