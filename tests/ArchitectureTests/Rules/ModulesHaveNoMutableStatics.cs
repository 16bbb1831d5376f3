using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A module keeps no state in static fields.</summary>
internal sealed class ModulesHaveNoMutableStatics : IArchitectureRule
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly FrozenSet<Type> MutableCollections = new HashSet<Type>
    {
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ConcurrentBag<>), typeof(ConcurrentStack<>),
    }.ToFrozenSet();

    public IEnumerable<Violation> Check(CodeBase code)
        => from assembly in code.Implementations.Concat(code.Contracts)
           from type in assembly.Loaded.GetTypes()
           where !GeneratedTypes.Includes(type)
           from field in type.GetFields(Statics)
           // The compiler's own caches of delegates; those of auto-properties are somebody's state.
           where !field.IsLiteral && (!field.Name.Contains('<', StringComparison.Ordinal) || field.Name.EndsWith("k__BackingField", StringComparison.Ordinal))
           let flaw = !field.IsInitOnly ? "can be assigned" : IsMutable(field.FieldType) ? $"is a {field.FieldType.Name[..^2]}" : null
           where flaw is not null
           select new Violation(
               $"{type.Name}.{field.Name.TrimStart('<').Split('>')[0]} is static and {flaw}.",
               $"{type.FullName}.{field.Name.TrimStart('<').Split('>')[0]}",
               "The monolith and the service each have their own, two tests share one, and it outlives every request.",
               "Put state in a singleton of the container or in the database; make tables of constants FrozenDictionary, FrozenSet or ImmutableArray.");

    private static bool IsMutable(Type type) => type.IsGenericType && MutableCollections.Contains(type.GetGenericTypeDefinition());
}
