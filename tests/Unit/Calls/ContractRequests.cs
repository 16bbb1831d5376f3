using Monolith.Host;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;

namespace Monolith.Unit.Calls;

/// <summary>Every request of every Contracts assembly of the Host's modules. There is no list of them.</summary>
internal static class ContractRequests
{
    public static IReadOnlyList<System.Reflection.Assembly> Assemblies { get; } =
        [.. HostModules.Create().SelectMany(m => ModuleContracts.UsedBy(m.GetType().Assembly)).Distinct().OrderBy(a => a.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<(Type Request, Type Answer)> All { get; } = [.. Assemblies.SelectMany(ModuleContracts.RequestsIn)];

    /// <summary>Where it is posted, below <c>/internal/requests</c>.</summary>
    public static string PathOf(Type request) => $"/{ModuleContracts.ModuleOf(request.Assembly)!.ToLowerInvariant()}/{request.Name}";

    public static bool IsQuery(Type request) => request.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<>));

    public static bool MayBeRepeated(Type request)
        => IsQuery(request) || request.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdempotentCommand<>));
}
