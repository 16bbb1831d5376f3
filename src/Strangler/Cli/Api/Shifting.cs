namespace Monolith.Strangler.Cli.Api;

// What the admin API takes and answers, as docs/strangler.md documents it: the command has its own records because it references no part of the
// monolith, and because they are also the shape of its --json.

internal sealed record ShiftRequest(
    string Target, decimal Percent, string Reason, decimal? Wait, IReadOnlyList<string> Users, IReadOnlyList<string> Groups, DateTimeOffset? From, DateTimeOffset? Until, bool Clear,
    bool Force);

internal sealed record RollbackRequest(string? Target, bool All, string Reason);

internal sealed record ChangeAnswer(
    long Version, bool Changed, IReadOnlyList<RouteChange> Changes, bool Pending, IReadOnlyList<HostAnswer> Applied, IReadOnlyList<HostAnswer> Behind);

internal sealed record HostAnswer(string Name, long Version, DateTimeOffset? SeenAt, DateTimeOffset? LeaseEndsAt, bool Live);

internal sealed record RouteChange(string Route, decimal? From, decimal To);
