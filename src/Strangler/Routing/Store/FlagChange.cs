using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Store;

/// <summary>The next version, to be written if nobody wrote one in between.</summary>
/// <param name="Expected">The newest version, on which the change was made; 0 for an empty store.</param>
/// <param name="Document">All flags, as JSON.</param>
/// <param name="Changes">What is different.</param>
/// <param name="Author">Who, as they called themselves.</param>
/// <param name="Reason">Why.</param>
internal sealed record FlagChange(long Expected, string Document, IReadOnlyList<RouteChange> Changes, string Author, string Reason);
