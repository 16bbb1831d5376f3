using System.Net.Mime;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>A body that an action takes, from the type it reads and what <see cref="BodyRecipes"/> says of its members, and beside it what no client may set.</summary>
internal static class BodySamples
{
    /// <summary>The id of one that everybody can have.</summary>
    public const string Movie = "268";

    public static HttpContent Of(GuardedRoute route, JsonObject smuggled, JsonObject? members = null)
        => route.IsForm ? FormSamples.Of(route, smuggled) : new StringContent(Of(route.Body, smuggled, members ?? []).ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);

    private static JsonObject Of(Type? body, JsonObject smuggled, JsonObject members)
    {
        var sample = (JsonObject)smuggled.DeepClone();
        foreach (var property in body?.GetProperties(BindingFlags.Public | BindingFlags.Instance) ?? [])
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (ValueOf(name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { } value)
            {
                sample[name] = value;
            }
        }

        foreach (var (name, value) in members)
        {
            sample[name] = value?.DeepClone();
        }

        return sample;
    }

    private static JsonNode? ValueOf(string name, Type type) => type switch
    {
        _ when type == typeof(bool) => false,
        _ when type == typeof(string) => TextOf(name.ToUpperInvariant()),
        { IsPrimitive: true } => 1,
        _ when type == typeof(decimal) => 1,
        _ => null,
    };

    private static string TextOf(string name) => name switch
    {
        _ when name.Contains("MAIL", StringComparison.Ordinal) => $"{Guid.NewGuid():N}@example.com",
        _ when name.Contains("REFERENCE", StringComparison.Ordinal) || name.Contains("NAME", StringComparison.Ordinal) => $"n{Guid.NewGuid():N}"[..20],
        _ when name.Contains("URL", StringComparison.Ordinal) || name.Contains("URI", StringComparison.Ordinal) => "https://example.com/there",
        "MOVIE_ID" => Movie,
        "SIDE" => "BUY",
        "SYMBOL" => "INFY",
        _ => "secret1",
    };
}
