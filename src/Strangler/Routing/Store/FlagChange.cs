using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Store;

/// <summary>What an order did.</summary>
/// <param name="Version">Of the flags that this host now routes by.</param>
/// <param name="Changes">The routes that changed; none when everything already was as ordered.</param>
/// <param name="IsPending">A rollback in force on this host that the store could not be told of yet.</param>
internal sealed record FlagChange(long Version, IReadOnlyList<RouteChange> Changes, bool IsPending);
