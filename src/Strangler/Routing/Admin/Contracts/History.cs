using System.Text.Json;

namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/history?limit=</c>.</summary>
/// <param name="Entries">Versions of the flags, newest first.</param>
/// <param name="Data">What was done with modules' data; as many again.</param>
internal sealed record HistoryAnswer(IReadOnlyList<HistoryEntry> Entries, DataHistory Data);

/// <summary>One version of the flags.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="At">When it was ordered; earlier than the version before it, if the store was down then.</param>
/// <param name="Who">As they called themselves: the operator token is shared.</param>
/// <param name="Reason">Why.</param>
/// <param name="Changes">What.</param>
/// <param name="Figures">By route that changed: <c>{monolith: {requests, errors}, service: {requests, errors}, fallbacks}</c> of the 60 s before, on the host that took the order.</param>
/// <param name="Hash">Chains it to the version before it.</param>
internal sealed record HistoryEntry(
    long Version, DateTimeOffset At, string Who, string Reason, IReadOnlyList<RouteChange> Changes, JsonElement Figures, string Hash);
