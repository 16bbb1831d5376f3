using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>In a module's implementation only the module class is public, and nothing is open to inheritance that does not need it.</summary>
internal sealed class ImplementationsAreInternalAndSealed : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Implementations)
        {
            var types = assembly.Loaded.GetTypes().Where(t => !GeneratedTypes.Includes(t) && !GeneratedTypes.IncludesMigration(t)).ToList();
            foreach (var type in types.Where(t => t.IsVisible && t.FullName != $"Monolith.{assembly.Module}.{assembly.Module}Module"))
            {
                yield return new(
                    $"{type.FullName} is public.",
                    type.FullName!,
                    "Public is an invitation: the Host and the tests see this assembly, and what they use cannot be changed freely.",
                    $"Make it internal. What other modules need is a request in {assembly.Module}.Contracts.");
            }

            foreach (var type in types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !types.Any(other => BaseOf(other) == t)))
            {
                yield return new(
                    $"{type.FullName} is not sealed, and nothing derives from it.",
                    type.FullName!,
                    "An open class has two kinds of users, and nobody has thought of the second.",
                    "Make it sealed, or abstract if it is a base.");
            }
        }
    }

    private static Type? BaseOf(Type type) => type.BaseType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : type.BaseType;
}
