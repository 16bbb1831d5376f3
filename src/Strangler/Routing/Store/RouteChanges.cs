using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;

namespace Monolith.Strangler.Routing.Store;

/// <summary>What one version of the flags changed.</summary>
internal static class RouteChanges
{
    /// <summary>The routes whose flag is another one, also where the percentage is the same.</summary>
    public static IReadOnlyList<RouteChange> Between(RoutingSnapshot before, RoutingSnapshot after)
        => [.. after.Document.Flags
            .Where(flag => before.Document.Flags.FirstOrDefault(f => f.Id == flag.Id) is not { } old || old.ToJson() != flag.ToJson())
            .Select(flag => new RouteChange(flag.Id, before.Find(flag.Id)?.Percent, after.PercentOf(flag.Id)))];
}
