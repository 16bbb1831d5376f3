using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Routing.Routes;

/// <summary>How far each module is on its way out of the monolith, by the flags this host routes by now.</summary>
public sealed class ModuleStages
{
    private readonly RouteCatalog _catalog;
    private readonly LiveFlags _live;

    internal ModuleStages(RouteCatalog catalog, LiveFlags live)
    {
        _catalog = catalog;
        _live = live;
    }

    /// <summary>Every module that has extractable routes, by name.</summary>
    public IReadOnlyList<ModuleStage> Current()
    {
        var snapshot = _live.Snapshot;
        return [.. _catalog.Routes.Values
            .GroupBy(r => r.Module, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ModuleStage(
                g.Key,
                g.Any(r => r.Service is not null),
                [.. g.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new RouteStage(r.Id, snapshot.PercentOf(r.Id)))]))];
    }
}

/// <summary>One module's stage.</summary>
/// <param name="Module">In lower case.</param>
/// <param name="HasService">Whether this host knows the module's extracted service.</param>
/// <param name="Routes">By name.</param>
public sealed record ModuleStage(string Module, bool HasService, IReadOnlyList<RouteStage> Routes);

/// <summary>One route's stage.</summary>
/// <param name="Route">The flag's id.</param>
/// <param name="Percent">The share that goes to the service, 0 to 100.</param>
public sealed record RouteStage(string Route, decimal Percent);
