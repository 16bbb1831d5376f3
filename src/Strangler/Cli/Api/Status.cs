namespace Monolith.Strangler.Cli.Api;

internal sealed record StatusAnswer(
    long Version, string Source, string? StoreError, string? DocumentError,
    IReadOnlyList<RouteStatus> Routes, IReadOnlyList<ServiceStatus> Services, IReadOnlyList<string> UnusedFlags,
    bool LeaseExpired, string? LedgerError, IReadOnlyList<PendingRollback> PendingRollbacks, IReadOnlyList<HostAnswer> Hosts,
    string? ConfigurationError, IReadOnlyList<DataStatus> Data);

internal sealed record PendingRollback(DateTimeOffset At, string Who, string Reason, IReadOnlyList<string>? Routes);

internal sealed record RouteStatus(
    string Route, string Module, IReadOnlyList<string> Endpoints, string Side, decimal Percent,
    SideTraffic Monolith, SideTraffic Service, long Fallbacks, IReadOnlyDictionary<string, long> FallbackReasons);

internal sealed record SideTraffic(long Requests, long Errors, double? P50, double? P95, double? P99);

internal sealed record ServiceStatus(string Module, string Url, string Health, string? Detail, bool BreakerOpen);
