using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Web.Listening;
using Monolith.Strangler.Gateway.Configuration;

namespace Monolith.Strangler.Gateway.Traffic;

/// <summary>
/// One endpoint for each route of the file, and one for everything else. All of them forward to the monolith: what goes to a service was taken out by the
/// strangler before its endpoint runs.
/// </summary>
internal sealed class GatewayEndpoints(MonolithUpstream monolith) : EndpointDataSource
{
    private static readonly RoutePattern Everything = RoutePatternFactory.Parse("/{**everything}");

    private volatile IReadOnlyList<Endpoint> _endpoints = [];
    private ConfigurationReloadToken _change = new();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => Volatile.Read(ref _change);

    /// <summary>Replaces all endpoints; requests that were matched before finish by the old ones.</summary>
    public void Use(IReadOnlyList<GatewayRoute> routes)
    {
        _endpoints = [.. routes.Select(EndpointOf), EndpointOf(Everything, order: int.MaxValue, "everything else")];
        Interlocked.Exchange(ref _change, new()).OnReload();
    }

    private RouteEndpoint EndpointOf(GatewayRoute route)
        => EndpointOf(
            route.Pattern, order: 0, $"{string.Join('|', route.Methods)} {route.Pattern.RawText}",
            [new ExtractableAttribute(route.Flag), new HttpMethodMetadata(route.Methods), .. route.ContentType is { } type ? (object[])[new AcceptsMetadata([type])] : []]);

    private RouteEndpoint EndpointOf(RoutePattern pattern, int order, string name, params object[] metadata)
        => new(monolith.AnswerAsync, pattern, order, new EndpointMetadataCollection([GatewayEndpoint.Mark, PublicPathAttribute.Mark, .. metadata]), name);
}
