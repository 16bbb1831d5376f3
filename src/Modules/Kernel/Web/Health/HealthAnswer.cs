using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Kernel.Web.Health;

/// <summary>The body of <c>/health/*</c>.</summary>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthAnswer.Check> Checks)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal sealed record Check(string Status, string? Description, double DurationMs);
}
