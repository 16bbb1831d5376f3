using System.Collections.Frozen;
using MediatR;

namespace Monolith.Kernel.Messaging;

/// <summary>Whether a type means the same after a JSON round trip: values, strings, lists and dictionaries of them, and records made of these.</summary>
internal static class WireShape
{
    private static readonly FrozenSet<Type> Values = new HashSet<Type>
    {
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(string), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Unit),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Collections = new HashSet<Type>
    {
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>),
    }.ToFrozenSet();

    /// <summary>What is wrong with a type and everything it holds; empty when nothing is.</summary>
    public static IReadOnlyList<string> FlawsOf(Type type) => [.. FlawsOf(type, type.Name, [])];

    private static IEnumerable<string> FlawsOf(Type type, string where, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || Values.Contains(type) || !seen.Add(type))
        {
            return [];
        }

        if (type.IsArray)
        {
            return FlawsOf(type.GetElementType()!, where, seen);
        }

        if (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()))
        {
            return type.GetGenericArguments().SelectMany(a => FlawsOf(a, where, seen));
        }

        // The compiler gives every record this method.
        if (type.GetMethod("<Clone>$") is null)
        {
            return [$"{where} is a {type.Name}"];
        }

        return type.GetProperties().Where(p => p.GetMethod is { IsPublic: true }).SelectMany(p => FlawsOf(p.PropertyType, $"{type.Name}.{p.Name}", seen));
    }
}
