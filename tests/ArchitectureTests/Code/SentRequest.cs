using Monolith.Kernel.Messaging;

namespace Monolith.ArchitectureTests.Code;

/// <summary>A request of another module's Contracts that an assembly names, which it has no reason to do but to send it.</summary>
/// <param name="Module">The answering one.</param>
/// <param name="Name">The record's.</param>
internal sealed record SentRequest(string Module, string Name)
{
    /// <summary>As manifests, tokens and settings name it.</summary>
    public string OnTheWire => $"{Module.ToLowerInvariant()}.{Name}";

    public override string ToString() => $"{Module}.{Name}";

    /// <summary>By module and name.</summary>
    public static IEnumerable<SentRequest> AllOf(CodeBase code, CodeAssembly assembly)
        => from other in code.Contracts.Select(c => c.Module!).Order(StringComparer.Ordinal)
           where other != assembly.Module
           let requests = RequestsOf(code, other).ToHashSet(StringComparer.Ordinal)
           from used in assembly.ForeignTypes
           let name = used.Type.Split('.')[^1]
           where used.Assembly == $"Monolith.{other}.Contracts" && requests.Contains(name)
           orderby other, name
           select new SentRequest(other, name);

    /// <summary>The names of all that a module answers.</summary>
    public static IEnumerable<string> RequestsOf(CodeBase code, string module)
        => from contracts in code.Contracts
           where contracts.Module == module
           from type in contracts.Loaded.GetTypes()
           where type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IModuleRequest<>))
           select type.Name;
}
