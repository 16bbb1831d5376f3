using System.Text.Json;

namespace Monolith.Strangler.Cli.Api;

internal sealed record HistoryAnswer(IReadOnlyList<HistoryEntry> Entries, DataHistory Data);

internal sealed record HistoryEntry(
    long Version, DateTimeOffset At, string Who, string Reason, IReadOnlyList<RouteChange> Changes, JsonElement Figures, string Hash);
