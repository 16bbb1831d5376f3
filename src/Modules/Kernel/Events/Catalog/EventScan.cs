using System.Reflection;
using Monolith.Kernel.Modules;

namespace Monolith.Kernel.Events.Catalog;

/// <summary>Finds events and their handlers in assemblies.</summary>
internal static class EventScan
{
    /// <summary>The records of a Contracts assembly that are events.</summary>
    public static IEnumerable<Type> EventsIn(Assembly contracts)
        => contracts.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IIntegrationEvent).IsAssignableFrom(t));

    /// <summary>The events of a module's own Contracts.</summary>
    public static IEnumerable<Type> EventsOf(Assembly module, string schema)
        => ModuleContracts.UsedBy(module).Append(module)
            .Where(a => string.Equals(ModuleContracts.ModuleOf(a), schema, StringComparison.OrdinalIgnoreCase))
            .SelectMany(EventsIn);

    /// <summary>Each event that a module's code handles, with the class that does; twice where two do.</summary>
    public static IEnumerable<(Type Event, Type Handler)> HandlersIn(Assembly module)
        => from type in module.GetTypes()
           where type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
           from handled in type.GetInterfaces()
           where handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IEventHandler<>)
           select (handled.GetGenericArguments()[0], type);
}
