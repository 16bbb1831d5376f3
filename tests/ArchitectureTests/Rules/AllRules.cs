namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every rule of this assembly: one that is written is run.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, IArchitectureRule> ByName { get; } = typeof(AllRules).Assembly.GetTypes()
        .Where(t => t is { IsClass: true } && typeof(IArchitectureRule).IsAssignableFrom(t))
        .ToDictionary(t => t.Name, t => (IArchitectureRule)Activator.CreateInstance(t)!, StringComparer.Ordinal);
}
