using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Frontends;

namespace Monolith.Host.ApiDocs;

/// <summary><c>GET /</c>: the trading frontend's contract has a JSON answer there, people who come with a browser look for the documentation.</summary>
internal static class RootPage
{
    private const string Html = "text/html";

    public static void MapRootPage(this WebApplication app) => app.MapGet("/", Answer).AllowAnonymous().WithMetadata(new TradingFrontendAttribute()).ExcludeFromDescription();

    private static IResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        return PrefersHtml(context.Request)
            ? Results.Redirect("/docs/index.html")
            : Results.Json(new { message = "BudhiTrade API is running!", endpoints = Describe(endpoints) });
    }

    // A browser names text/html before all else; who says */*, JSON, or nothing is a program.
    private static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = accepted.FirstOrDefault(type => type.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase));
        return html is not null && !accepted.Any(type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) && (type.Quality ?? 1) >= (html.Quality ?? 1));
    }

    /// <summary>Path to methods, of the trading frontend's routes.</summary>
    private static SortedDictionary<string, string[]> Describe(EndpointDataSource endpoints) => new(
        endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<TradingFrontendAttribute>() is not null)
            .GroupBy(endpoint => '/' + endpoint.RoutePattern.RawText!.TrimStart('/'), StringComparer.Ordinal)
            .ToDictionary(route => route.Key, route => route.SelectMany(MethodsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
}
