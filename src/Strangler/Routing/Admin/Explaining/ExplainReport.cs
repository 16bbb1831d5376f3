using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Kernel.Web.Metrics;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Forwarding;
using Monolith.Strangler.Routing.Keys;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Routing.Admin.Explaining;

/// <summary>
/// Says what would become of a request on this host now. It asks whom the middleware asks, the routing and the decider, and only words what they say.
/// </summary>
internal sealed class ExplainReport(
    EndpointSearch search, RouteCatalog catalog, LiveFlags live, RequestDecider decider, RoutingKeys keys, TesterOverride testers, TimeProvider time)
{
    /// <summary>The reason when no flag covers the request.</summary>
    public const string NotExtractable = "not_extractable";

    /// <exception cref="AdminException">No such request can be made.</exception>
    public async Task<Explanation> ExplainAsync(Question question, IServiceProvider services)
    {
        while (true)
        {
            var flags = live.Snapshot;
            var explanation = await ExplainAsync(question, services, flags);
            // A flip in between would word one version by another.
            if (flags == live.Snapshot)
            {
                return explanation;
            }
        }
    }

    private static string? NameOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint?.DisplayName;

    private async Task<Explanation> ExplainAsync(Question question, IServiceProvider services, RoutingSnapshot flags)
    {
        var context = ImaginedRequest.Of(question, services);
        var endpoint = await search.FindAsync(context);
        return catalog.Find(endpoint) is { } route
            ? Explain(question, context, endpoint!, route, flags, MayChoose(question, services))
            : NotCovered(context, endpoint, flags);
    }

    private static Explanation NotCovered(HttpContext context, Endpoint? endpoint, RoutingSnapshot flags) => new(
        context.Request.Method, context.Request.Path, NameOf(endpoint), Route: null, Module: null, flags.Version, Percent: 0, Key: null, Bucket: null,
        Variants.Monolith, NotExtractable, Variants.Monolith,
        [endpoint is null ? "No endpoint matches this method and path: the monolith answers 404." : "No flag covers this endpoint: it is always the monolith's."]);

    private Explanation Explain(Question question, HttpContext context, Endpoint endpoint, ExtractableRoute route, RoutingSnapshot flags, bool mayChoose)
    {
        var decision = decider.Decide(context, route);
        var key = keys.KeyOf(context);
        var compiled = flags.Find(route.Id);
        var bucket = key is null ? null : compiled?.BucketOf(key);
        var words = new DecisionWords(
            flags.Document.Flags.FirstOrDefault(f => f.Id == route.Id), route.Module, key, keys.GroupsOf(context), bucket, time.GetUtcNow());
        var trouble = decision.Side == Side.Service ? TroubleOf(route.Service!) : null;
        string?[] why = [words.Of(decision), OverrideWords(question, decision, mayChoose, compiled), ScheduleStill(words, decision), trouble];
        return new(
            context.Request.Method, context.Request.Path, NameOf(endpoint), route.Id, route.Module, flags.Version, flags.PercentOf(route.Id), key,
            bucket is { } stands ? Math.Round((decimal)stands, 6) : null,
            MetricNames<Side>.Of(decision.Side), MetricNames<DecisionReason>.Of(decision.Reason),
            trouble is null ? MetricNames<Side>.Of(decision.Side) : Variants.Monolith,
            [.. why.OfType<string>()]);
    }

    /// <summary>On a request of its own: the wish is taken off the one that is read.</summary>
    private bool MayChoose(Question question, IServiceProvider services)
        => question.Side is not null && testers.Read(ImaginedRequest.Of(question, services)) is not null;

    private static string? OverrideWords(Question question, Decision decision, bool mayChoose, CompiledFlag? flag)
        => question.Side is not { } side || decision.Reason == DecisionReason.Override ? null
            : !mayChoose ? $"The wish for the {side} is not heard: the caller is no tester (setting Strangler:Testers) and has no pass ('strangler tester-pass {side}')."
            : flag is { IsDisabled: true } ? $"The caller is a tester, but while the route is off for everybody the wish for the {side} does not count."
            : null;

    private static string? ScheduleStill(DecisionWords words, Decision decision)
        => decision.Reason != DecisionReason.OutsideSchedule && ScheduleWords.Of(words.Flag?.Conditions) is { } schedule ? $"The flag is on {schedule}." : null;

    private static string? TroubleOf(ExtractedService service)
        => service.Health.Healthy == false
            ? $"The service '{service.Module}' is unhealthy ({service.Health.Detail}): the monolith answers until it is not."
            : service.Breaker.IsOpen
                ? $"The service '{service.Module}' could not be reached lately: the monolith answers, but for a try now and then."
                : null;
}
