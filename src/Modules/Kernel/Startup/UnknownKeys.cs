using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Monolith.Kernel.Startup;

/// <summary>
/// Finds keys that no setting has: a misspelt one would leave its default in force, and nobody would know. A whole sub-section that is unknown here may be
/// another component's (<c>Database:Private</c>), which checks it itself.
/// </summary>
internal static class UnknownKeys
{
    public static IEnumerable<string> Of(IConfigurationSection section, Type settings)
    {
        var properties = settings.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property))
            {
                foreach (var unknown in IsNested(property.PropertyType) ? Of(child, property.PropertyType) : [])
                {
                    yield return unknown;
                }
            }
            else if (child.Value is not null)
            {
                yield return $"Configuration '{child.Path}' is unknown. The settings of '{section.Path}' are: {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.";
            }
        }
    }

    private static bool IsNested(Type type)
        => type.IsClass && type != typeof(string) && type != typeof(Uri) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
}
