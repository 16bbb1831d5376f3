using System.Reflection;
using MediatR;

namespace Monolith.Kernel.Modules;

/// <summary>The MediatR handlers of one assembly, by the request they answer.</summary>
internal sealed class HandlerScan
{
    private readonly ILookup<Type, Type> _handlers;

    public HandlerScan(Assembly assembly)
        : this(assembly, assembly.GetTypes())
    {
    }

    internal HandlerScan(Assembly assembly, IReadOnlyCollection<Type> types)
    {
        Assembly = assembly;
        _handlers = (from type in types
                     where type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                     from handled in type.GetInterfaces()
                     where handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
                     select (Request: handled.GetGenericArguments()[0], Handler: type)).ToLookup(p => p.Request, p => p.Handler);
        OwnRequests = [.. types.Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IBaseRequest).IsAssignableFrom(t))];
    }

    public Assembly Assembly { get; }

    /// <summary>Requests that the module sends to itself.</summary>
    public IReadOnlyList<Type> OwnRequests { get; }

    public IEnumerable<Type> HandledRequests => _handlers.Select(g => g.Key);

    public IReadOnlyList<Type> HandlersOf(Type request) => [.. _handlers[request]];
}
