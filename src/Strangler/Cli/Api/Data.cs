namespace Monolith.Strangler.Cli.Api;

internal sealed record DataStatus(
    string Module, string Stage, string? Owner, long Epoch, IReadOnlyList<DataStream> Streams, bool WayBackArmed, string? WayBackTrouble, string? Halted, DateTimeOffset SeenAt);

internal sealed record DataStream(string To, string State, string? Slot, long? LagBytes);

internal sealed record DataHistory(IReadOnlyList<DataStep> Steps, IReadOnlyList<string> Unread);

internal sealed record DataStep(string Module, DateTimeOffset At, string Who, string Step, string From, string To, long Epoch, double? HaltedMs);
