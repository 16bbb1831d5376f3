using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Admin.Linting.Rules;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Routing.Admin.Linting;

/// <summary>Looks through flags, against the routes and services of this host, for what is wrong or probably not meant.</summary>
internal sealed class FlagLint(RouteCatalog catalog, ExtractedServices services, LiveFlags live, TimeProvider time)
{
    /// <summary>The rule of a document that could not be routed by: <see cref="FlagRules"/>, a seed that is not the module's among them.</summary>
    public const string InvalidFlags = "invalid_flags";

    private static readonly ILintRule[] Rules =
    [
        new OverlappingRoutes(), new UnknownService(), new ShareWithoutService(), new NamedForBothSides(), new FlagWithoutRoute(), new WindowOver(), new UsersSplitOverSides(),
    ];

    /// <summary>The flags this host has, and the store's newest if they are not the same because they are broken.</summary>
    public LintAnswer CheckLive() => Answer(live.DocumentError is { } error ? [Invalid(error)] : [], live.Flags.Document);

    /// <summary>A document that is not in use.</summary>
    /// <param name="json">In the feature management schema.</param>
    public LintAnswer CheckText(string json)
    {
        try
        {
            return Check(FlagDocument.Parse(json));
        }
        catch (InvalidFlagsException e)
        {
            return Answer([Invalid(e.Message)], new());
        }
    }

    public LintAnswer Check(FlagDocument document)
    {
        List<LintFinding> broken = [.. FlagRules.Errors(document).Select(Invalid)];
        return Answer(broken, broken.Count == 0 ? document : new());
    }

    private static LintFinding Invalid(string message) => new(MetricNames<LintSeverity>.Of(LintSeverity.Error), InvalidFlags, message);

    private static IEnumerable<OverlapCandidate> Endpoints(EndpointDataSource source)
        => from endpoint in source.Endpoints.OfType<RouteEndpoint>()
           let flag = endpoint.Metadata.GetMetadata<ExtractableAttribute>()?.Flag
           where flag is not null
           select new OverlapCandidate(flag, endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], endpoint.RoutePattern, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? []);

    private LintAnswer Answer(IReadOnlyList<LintFinding> broken, FlagDocument document)
    {
        var subject = new LintSubject(
            document.Flags, catalog.Routes, [.. catalog.Sources().SelectMany(Endpoints)], services.All.Select(s => s.Module).ToHashSet(StringComparer.Ordinal), time.GetUtcNow());
        List<LintFinding> findings =
        [
            .. broken,
            .. Rules.OrderBy(rule => rule.Severity).SelectMany(rule => rule.Check(subject).Select(message => new LintFinding(MetricNames<LintSeverity>.Of(rule.Severity), rule.Name, message))),
        ];
        return new(findings.TrueForAll(f => f.Severity != MetricNames<LintSeverity>.Of(LintSeverity.Error)), findings);
    }
}
