using System.Net.Mime;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Monolith.Unit.Host.RouteTable;

/// <summary>A body that an action is likely to take, from the type it reads, and beside it what no client may set.</summary>
internal static class BodySamples
{
    public static HttpContent Of(GuardedRoute route, JsonObject smuggled)
        => route.IsForm ? FormSamples.Of(route, smuggled) : new StringContent(Of(route.Body, smuggled).ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);

    private static JsonObject Of(Type? body, JsonObject smuggled)
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

        return sample;
    }

    private static JsonNode? ValueOf(string name, Type type) => type switch
    {
        _ when type == typeof(bool) => false,
        _ when type == typeof(string) => name.Contains("mail", StringComparison.OrdinalIgnoreCase) ? $"{Guid.NewGuid():N}@example.com"
            : name.Contains("reference", StringComparison.OrdinalIgnoreCase) || name.Contains("name", StringComparison.OrdinalIgnoreCase) ? $"n{Guid.NewGuid():N}"[..20] : "secret1",
        { IsPrimitive: true } => 1,
        _ when type == typeof(decimal) => 1,
        _ => null,
    };
}
