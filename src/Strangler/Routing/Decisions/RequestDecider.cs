using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Keys;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>Takes the flag, the key and the groups of a request together.</summary>
internal sealed class RequestDecider(LiveFlags live, RoutingKeys keys, TesterOverride testers, TimeProvider time)
{
    public Decision Decide(HttpContext context, ExtractableRoute route)
    {
        // Read always: it takes the header off, and both sides must see the same request.
        var asked = testers.Read(context);
        if (live.Snapshot.Find(route.Id) is not { } flag)
        {
            return new(Side.Monolith, DecisionReason.NoFlag);
        }

        // What was rolled back stays so for testers too.
        var decision = asked is { } side && !flag.IsDisabled ? new(side, DecisionReason.Override) : Decide(context, flag);
        return decision.Side == Side.Service && route.Service is null ? new(Side.Monolith, DecisionReason.NoService) : decision;
    }

    /// <summary>Whether a request that is still being answered would go to the service now.</summary>
    public bool IsStillForService(HttpContext context, ExtractableRoute route, Decision decision)
        => live.Snapshot.Find(route.Id) is { IsDisabled: false } flag && (decision.Reason == DecisionReason.Override || Decide(context, flag).Side == Side.Service);

    /// <summary>Looks for no more than the flag needs: claims and cookies allocate.</summary>
    private Decision Decide(HttpContext context, CompiledFlag flag)
        => flag.Decide(
            flag.NeedsUser ? keys.KeyOf(context) : null,
            flag.NeedsGroups ? keys.GroupsOf(context) : [],
            flag.HasSchedule ? time.GetUtcNow() : default);
}
