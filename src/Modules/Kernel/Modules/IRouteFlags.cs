namespace Monolith.Kernel.Modules;

/// <summary>Which side answers each route that may be moved, for a module that shows it. Only a process that moves traffic has one: the Host, and no extracted service.</summary>
public interface IRouteFlags
{
    /// <summary>What this process does now, by module and route; from memory alone, so that it answers with everything else down.</summary>
    IReadOnlyList<RouteFlag> Current();
}
