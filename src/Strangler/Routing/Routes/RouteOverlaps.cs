using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Net.Http.Headers;

namespace Monolith.Strangler.Routing.Routes;

/// <summary>What decides which requests a route takes.</summary>
/// <param name="Flag">The route's.</param>
/// <param name="Methods">Of HTTP.</param>
/// <param name="Pattern">Of the path.</param>
/// <param name="ContentTypes">Of the body, ranges such as <c>multipart/*</c> too; empty for any.</param>
internal sealed record OverlapCandidate(string Flag, IReadOnlyList<string> Methods, RoutePattern Pattern, IReadOnlyList<string> ContentTypes);

/// <summary>
/// Finds routes between which nobody can choose: same method, patterns that ASP.NET Core ranks the same, and a content type that both take. A literal beside a
/// parameter is no overlap: <c>/movies/featured</c> goes before <c>/movies/{id}</c> whatever their order. Nor is a content type beside none: it goes before.
/// </summary>
internal static class RouteOverlaps
{
    /// <returns>One sentence for each pair.</returns>
    public static IEnumerable<string> Find(IReadOnlyList<OverlapCandidate> routes)
        => from i in Enumerable.Range(0, routes.Count)
           from j in Enumerable.Range(i + 1, routes.Count - i - 1)
           let methods = routes[i].Methods.Intersect(routes[j].Methods, StringComparer.OrdinalIgnoreCase).ToList()
           where methods.Count > 0 && IsSameShape(routes[i].Pattern, routes[j].Pattern) && ShareABody(routes[i].ContentTypes, routes[j].ContentTypes)
           select $"'{routes[i].Flag}' and '{routes[j].Flag}' both take {string.Join('|', methods)} {routes[i].Pattern.RawText} and {routes[j].Pattern.RawText}.";

    private static bool ShareABody(IReadOnlyList<string> some, IReadOnlyList<string> others)
        => (some.Count == 0 && others.Count == 0) || some.Any(one => others.Any(other => IsPartOf(one, other) || IsPartOf(other, one)));

    private static bool IsPartOf(string type, string range) => MediaTypeHeaderValue.Parse(type).IsSubsetOf(MediaTypeHeaderValue.Parse(range));

    private static bool IsSameShape(RoutePattern a, RoutePattern b)
        => a.PathSegments.Count == b.PathSegments.Count && a.PathSegments.Zip(b.PathSegments).All(pair => ShapeOf(pair.First, a) == ShapeOf(pair.Second, b));

    private static string ShapeOf(RoutePatternPathSegment segment, RoutePattern pattern)
        => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { IsCatchAll: true } => "{**}",
            RoutePatternParameterPart parameter => $"{{{Constraints(parameter, pattern)}}}",
            _ => "?",
        }));

    private static string Constraints(RoutePatternParameterPart parameter, RoutePattern pattern)
        => string.Join(':', parameter.ParameterPolicies.Select(p => p.Content).Concat(
            pattern.RequiredValues.TryGetValue(parameter.Name, out var required) && required is string value ? [value] : []));
}
