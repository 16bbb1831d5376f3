using Monolith.Kernel.Modules;
using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>For the modules: of what operators see, what is no secret of the network.</summary>
internal sealed class RouteFlags(StatusReport report) : IRouteFlags
{
    public IReadOnlyList<RouteFlag> Current()
    {
        var status = report.Now();
        var services = status.Services.ToDictionary(s => s.Module, StateOf, StringComparer.Ordinal);
        return [.. status.Routes.Select(r => new RouteFlag(r.Route, r.Module, r.Endpoints, r.Side, r.Percent, services.GetValueOrDefault(r.Module)))];
    }

    private static string StateOf(ServiceStatus service) => service.BreakerOpen ? "unreachable" : service.Health;
}
