namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/history?limit=</c>.</summary>
/// <param name="Entries">Newest first.</param>
internal sealed record HistoryAnswer(IReadOnlyList<HistoryEntry> Entries);

/// <summary>One version of the flags.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="At">When the store took it.</param>
/// <param name="Who">As they called themselves: the operator token is shared.</param>
/// <param name="Reason">Why.</param>
/// <param name="Changes">What.</param>
internal sealed record HistoryEntry(long Version, DateTimeOffset At, string Who, string Reason, IReadOnlyList<RouteChange> Changes);
