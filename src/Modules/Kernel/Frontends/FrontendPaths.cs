using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Monolith.Kernel.Frontends;

/// <summary>
/// Which paths are a frontend's, for what stands before routing: all below <c>/api</c>, and the routes of every endpoint with <see cref="IFrontendErrors"/>,
/// for the trading frontend's have no prefix. Read from the routes once all are mapped, so that none can be forgotten.
/// </summary>
internal sealed class FrontendPaths(EndpointDataSource endpoints)
{
    /// <summary>Paths below it belong to frontends.</summary>
    public const string Api = "/api";

    private readonly Lazy<TemplateMatcher[]> _withoutPrefix = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IFrontendErrors>() is not null && !IsBelowApi('/' + endpoint.RoutePattern.RawText?.TrimStart('/')))
            .DistinctBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.OrdinalIgnoreCase)
            .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), [])),
    ]);

    public bool Contains(PathString path) => IsBelowApi(path) || IsRoute(path);

    private static bool IsBelowApi(PathString path) => path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase);

    private bool IsRoute(PathString path)
    {
        foreach (var route in _withoutPrefix.Value)
        {
            if (route.TryMatch(path, []))
            {
                return true;
            }
        }

        return false;
    }
}
