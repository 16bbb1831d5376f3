using System.Reflection;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every folder below src/Modules but Kernel is a whole module, built and known to all these rules.</summary>
internal sealed class ModulesAreComplete : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
        => from folder in Directory.EnumerateDirectories(Path.Combine(code.Root, "src", "Modules")).Order(StringComparer.Ordinal)
           let module = Path.GetFileName(folder)
           where module != "Kernel"
           from flaw in FlawsOf(code, module, folder)
           select new Violation(
               flaw, $"src/Modules/{module}",
               "Graph, migration plan, boundaries and the Host's wiring are made from what every module has; a module without it goes unchecked.",
               $"A module has {module}/{module}.csproj with one public {module}Module : IModule, and {module}.Contracts/{module}.Contracts.csproj with [assembly: ModuleContracts(\"{module}\")].");

    private static IEnumerable<string> FlawsOf(CodeBase code, string module, string folder)
    {
        foreach (var project in (string[])[module, $"{module}.Contracts"])
        {
            if (!File.Exists(Path.Combine(folder, project, $"{project}.csproj")))
            {
                yield return $"The module {module} has no project {project}/{project}.csproj.";
            }
        }

        if (code.Find(AssemblyKind.Contracts, module) is not { } contracts)
        {
            yield return $"Monolith.{module}.Contracts was not built.";
        }
        else if (contracts.Loaded.GetCustomAttribute<ModuleContractsAttribute>()?.Module != module)
        {
            yield return $"Monolith.{module}.Contracts does not carry [assembly: ModuleContracts(\"{module}\")].";
        }

        if (code.Find(AssemblyKind.Implementation, module) is not { } implementation)
        {
            yield return $"Monolith.{module} was not built.";
            yield break;
        }

        var classes = implementation.Loaded.GetTypes().Where(t => typeof(IModule).IsAssignableFrom(t)).ToList();
        if (classes is not [{ IsPublic: true, IsSealed: true } type] || type.Name != $"{module}Module" || type.GetConstructor([]) is null)
        {
            yield return $"Monolith.{module} has not exactly one public sealed IModule, named {module}Module and made without arguments (found: {string.Join(", ", classes.Select(c => c.Name).DefaultIfEmpty("none"))}).";
        }
        else if (CodeBase.ManifestOf(implementation) is var manifest && manifest.Name != module)
        {
            yield return $"The manifest in {module}Module is named \"{manifest.Name}\".";
        }
        else if (string.IsNullOrWhiteSpace(manifest.RiskReason))
        {
            yield return $"The manifest in {module}Module gives no RiskReason, which the migration plan needs.";
        }
    }
}
