using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;
using Monolith.Kernel.Modules;

namespace Monolith.ArchitectureTests.Documents;

/// <summary>What is known of one module from its manifest and from what was built.</summary>
/// <param name="Manifest">As it runs.</param>
/// <param name="Dependents">The modules that depend on it, in alphabetical order.</param>
/// <param name="SentByServices">Its requests that the start-up of every extracted service sends, by name.</param>
/// <param name="Sent">The requests of other modules that it sends, as <c>Movies.GetMovieSnapshot</c>.</param>
/// <param name="Answered">The requests of its own Contracts, by name.</param>
/// <param name="Tables">Its tables, by name, without the migrations history.</param>
/// <param name="Flags">Its extractable routes, by name.</param>
/// <param name="HostOnly">Its actions that never move, each with the reason.</param>
/// <param name="HasService">Whether src/Extracted has its service.</param>
internal sealed record ModuleFacts(
    ModuleManifest Manifest, IReadOnlyList<string> Dependents, IReadOnlyList<string> SentByServices, IReadOnlyList<string> Sent, IReadOnlyList<string> Answered,
    IReadOnlyList<string> Tables, IReadOnlyList<string> Flags, IReadOnlyList<string> HostOnly, bool HasService)
{
    public string Name => Manifest.Name;

    /// <summary>How many would notice it being slow or away.</summary>
    public int FanIn => Dependents.Count + (IsAskedByEveryService ? 1 : 0);

    public bool IsAskedByEveryService => SentByServices.Count > 0;

    /// <summary>How many it would notice.</summary>
    public int FanOut => Manifest.DependsOn.Count;

    /// <summary>All modules, in alphabetical order.</summary>
    public static IReadOnlyList<ModuleFacts> Of(CodeBase code)
    {
        var manifests = code.Implementations.ToDictionary(a => a.Module!, CodeBase.ManifestOf, StringComparer.Ordinal);
        var byServices = code.Of(AssemblyKind.ServiceHost).SelectMany(a => SentRequest.AllOf(code, a)).ToList();
        return [.. from module in code.Modules
                   let assembly = code.Find(AssemblyKind.Implementation, module)!
                   select new ModuleFacts(
                       manifests[module],
                       [.. manifests.Values.Where(m => m.DependsOn.Contains(module, StringComparer.Ordinal)).Select(m => m.Name).Order(StringComparer.Ordinal)],
                       [.. byServices.Where(s => s.Module == module).Select(s => s.Name)],
                       [.. SentRequest.AllOf(code, assembly).Select(s => s.ToString())],
                       [.. SentRequest.RequestsOf(code, module).Order(StringComparer.Ordinal)],
                       [.. code.EntitiesOf(assembly).Select(e => e.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                       [.. ExtractableAction.AllOf(assembly).Select(a => a.Flag).Order(StringComparer.Ordinal)],
                       [.. HostOnlyIn(assembly).Order(StringComparer.Ordinal)],
                       code.Find(AssemblyKind.Extracted, module) is not null)];
    }

    private static IEnumerable<string> HostOnlyIn(CodeAssembly assembly)
        => from type in assembly.Loaded.GetTypes()
           from method in type.GetMethods()
           let attribute = method.GetCustomAttribute<HostOnlyAttribute>()
           where attribute is not null
           select $"`{type.Name.Replace("Controller", "", StringComparison.Ordinal)}.{method.Name}`: {attribute.Reason}";
}
