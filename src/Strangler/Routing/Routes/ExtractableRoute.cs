using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Traffic;

namespace Monolith.Strangler.Routing.Routes;

/// <summary>A route that either side can answer.</summary>
/// <param name="Id">Its flag.</param>
/// <param name="Module">In lower case.</param>
/// <param name="Endpoints">For people: method and pattern.</param>
/// <param name="Service">Null when this host knows no service for the module.</param>
/// <param name="Traffic">What it carried.</param>
internal sealed record ExtractableRoute(string Id, string Module, IReadOnlyList<string> Endpoints, ExtractedService? Service, RouteTraffic Traffic);
