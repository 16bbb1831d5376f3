using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The Contracts that an implementation was compiled against are those its manifest names, no fewer and no more.</summary>
internal sealed class DependenciesEqualManifests : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Implementations)
        {
            var declared = CodeBase.ManifestOf(assembly).DependsOn;
            var used = assembly.References.Where(r => r.Kind == AssemblyKind.Contracts && r.Module != assembly.Module).Select(r => r.Module!).ToList();
            foreach (var module in used.Except(declared, StringComparer.Ordinal))
            {
                yield return new(
                    $"{assembly.Module} uses {module}.Contracts, but its manifest does not depend on {module}.",
                    string.Join(", ", assembly.ForeignTypes.Where(t => t.Assembly == $"Monolith.{module}.Contracts").Select(t => t.Type)),
                    "The module graph, the migration plan and the permissions between services are made from the manifests.",
                    $"Add \"{module}\" to DependsOn in {assembly.Module}Module, or stop using it.");
            }

            foreach (var module in declared.Except(used, StringComparer.Ordinal))
            {
                yield return new(
                    $"The manifest of {assembly.Module} depends on {module}, but nothing in {assembly.Module} uses {module}.Contracts.",
                    $"{assembly.Module}Module, DependsOn",
                    "A dependency that is not there delays the extraction of both modules.",
                    $"Remove \"{module}\" from DependsOn.");
            }
        }
    }
}
