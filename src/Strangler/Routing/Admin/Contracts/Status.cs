namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/status</c>: what this host does now.</summary>
/// <param name="Version">Of the flags it routes by; 0 for none.</param>
/// <param name="Source">Where it has them from: <c>store</c>, <c>disk</c> (not confirmed by the store since the start) or <c>none</c>.</param>
/// <param name="StoreError">Why the store cannot be reached; null when it can.</param>
/// <param name="DocumentError">Why the store's newest document is not used; null when it is.</param>
/// <param name="Routes">By module and name.</param>
/// <param name="Services">The configured ones.</param>
/// <param name="UnusedFlags">Flags whose route does not exist; kept, without effect.</param>
/// <param name="LeaseExpired">Whether everything is the monolith's because the store was not reached for too long.</param>
/// <param name="LedgerError">Why the ledger is not the one this host has seen; null when it is.</param>
/// <param name="PendingRollbacks">In force on this host; the store is told when it answers.</param>
/// <param name="Hosts">All that were heard of in the last day, as the store had it when it was last asked.</param>
/// <param name="ConfigurationError">Why the newest configuration file is not in force; null when it is, and in a host that reads its configuration once.</param>
/// <param name="Data">The modules whose data was prepared to be moved; none in a gateway.</param>
internal sealed record StatusAnswer(
    long Version, string Source, string? StoreError, string? DocumentError,
    IReadOnlyList<RouteStatus> Routes, IReadOnlyList<ServiceStatus> Services, IReadOnlyList<string> UnusedFlags,
    bool LeaseExpired, string? LedgerError, IReadOnlyList<PendingRollback> PendingRollbacks, IReadOnlyList<HostAnswer> Hosts, string? ConfigurationError,
    IReadOnlyList<DataStatus> Data);

/// <summary>A rollback that the store does not have yet.</summary>
/// <param name="At">When it was ordered.</param>
/// <param name="Who">As they called themselves.</param>
/// <param name="Reason">Why.</param>
/// <param name="Routes">Null: all.</param>
internal sealed record PendingRollback(DateTimeOffset At, string Who, string Reason, IReadOnlyList<string>? Routes);

/// <summary>One route.</summary>
/// <param name="Route">The flag's id.</param>
/// <param name="Module">Its module.</param>
/// <param name="Endpoints">Method and pattern, for example <c>POST /api/favorites</c>.</param>
/// <param name="Side"><c>monolith</c>, <c>service</c>, or <c>both</c> while some users are on either.</param>
/// <param name="Percent">The share that goes to the service, 0 to 100.</param>
/// <param name="Monolith">Requests decided for the monolith, in the last 60 s.</param>
/// <param name="Service">Requests decided for the service, in the last 60 s; one that fell back is an error here.</param>
/// <param name="Fallbacks">Requests decided for the service and answered by the monolith, in the last 60 s.</param>
/// <param name="FallbackReasons">The same by reason, since the host started.</param>
internal sealed record RouteStatus(
    string Route, string Module, IReadOnlyList<string> Endpoints, string Side, decimal Percent,
    SideTraffic Monolith, SideTraffic Service, long Fallbacks, IReadOnlyDictionary<string, long> FallbackReasons);

/// <summary>Figures of 60 s.</summary>
/// <param name="Requests">All.</param>
/// <param name="Errors">Those answered 5xx, cut short or fallen back.</param>
/// <param name="P50">Half were answered within so many milliseconds; null without requests. Right to within 6 %, as the next two.</param>
/// <param name="P95">95 % were.</param>
/// <param name="P99">99 % were.</param>
internal sealed record SideTraffic(long Requests, long Errors, double? P50, double? P95, double? P99);

/// <summary>One extracted service.</summary>
/// <param name="Module">The module it has.</param>
/// <param name="Url">Where this host forwards to.</param>
/// <param name="Health"><c>healthy</c>, <c>unhealthy</c> or <c>unknown</c> (not asked yet, or never).</param>
/// <param name="Detail">What it answered to the last probe.</param>
/// <param name="BreakerOpen">True while the host does not try the service because it could not be reached.</param>
internal sealed record ServiceStatus(string Module, string Url, string Health, string? Detail, bool BreakerOpen);
