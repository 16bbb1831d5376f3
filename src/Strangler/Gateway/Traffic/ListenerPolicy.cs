using Microsoft.AspNetCore.Routing.Matching;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Strangler.Gateway.Traffic;

/// <summary>
/// Keeps the two doors apart: what comes in from outside matches the monolith's paths only, so that its own <c>/health</c>, <c>/metrics</c> or <c>/admin</c>
/// are its own; the internal door matches the gateway's only.
/// </summary>
internal sealed class ListenerPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsPublic);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var comesFromInside = httpContext.IsInternalListener();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && IsPublic(candidates[i].Endpoint) == comesFromInside)
            {
                candidates.SetValidity(i, value: false);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsPublic(Endpoint endpoint) => endpoint.Metadata.GetMetadata<GatewayEndpoint>() is not null;
}
