using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;

namespace Monolith.Strangler.Routing.Store;

/// <summary>What an order did.</summary>
/// <param name="Version">Of the flags that this host now routes by.</param>
/// <param name="Changes">The routes that changed; none when everything already was as ordered.</param>
/// <param name="IsPending">A rollback in force on this host that the store could not be told of yet.</param>
internal sealed record FlagChange(long Version, IReadOnlyList<RouteChange> Changes, bool IsPending)
{
    /// <summary>The routes whose flag is another one in <paramref name="after"/>, by percentages.</summary>
    public static IReadOnlyList<RouteChange> Between(RoutingSnapshot before, RoutingSnapshot after)
        =>
        [
            .. after.Document.Flags
                .Where(flag => before.Document.Flags.FirstOrDefault(f => f.Id == flag.Id) is not { } old || old.ToJson() != flag.ToJson())
                .Select(flag => new RouteChange(flag.Id, before.Find(flag.Id)?.Percent, after.PercentOf(flag.Id))),
            .. before.Document.Flags.Where(flag => after.Find(flag.Id) is null).Select(flag => new RouteChange(flag.Id, before.PercentOf(flag.Id), 0)),
        ];
}
