using System.Reflection;
using System.Runtime.Loader;
using Monolith.Kernel.Messaging;

namespace Monolith.Kernel.Modules;

/// <summary>Finds Contracts assemblies and the requests in them.</summary>
internal static class ModuleContracts
{
    /// <summary>Those an implementation assembly uses, its own among them. What it does not use it need not know.</summary>
    public static IEnumerable<Assembly> UsedBy(Assembly implementation)
        => implementation.GetReferencedAssemblies()
            .Where(name => name.Name!.EndsWith(".Contracts", StringComparison.Ordinal))
            .Select(AssemblyLoadContext.GetLoadContext(implementation)!.LoadFromAssemblyName)
            .Where(assembly => ModuleOf(assembly) is not null);

    public static string? ModuleOf(Assembly contracts) => contracts.GetCustomAttribute<ModuleContractsAttribute>()?.Module;

    /// <summary>Every request in an assembly with the type of its answer.</summary>
    public static IEnumerable<(Type Request, Type Answer)> RequestsIn(Assembly contracts)
        => from type in contracts.GetTypes()
           where type is { IsClass: true, IsAbstract: false }
           let request = type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IModuleRequest<>))
           where request is not null
           select (type, request.GetGenericArguments()[0]);
}
