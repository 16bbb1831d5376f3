namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/explain</c>: what would become of a request now.</summary>
/// <param name="Method">As asked.</param>
/// <param name="Path">As asked.</param>
/// <param name="Endpoint">What the application's routing matched; null when nothing.</param>
/// <param name="Route">The flag's id; null when no flag covers the request: it is the monolith's.</param>
/// <param name="Module">The route's; null without one.</param>
/// <param name="Version">Of the flags it was decided by.</param>
/// <param name="Percent">The share of the route's keys that go to the service, 0 to 100.</param>
/// <param name="Key">By what the side was found: a user, or <c>tenant:</c> and a tenant; null when there is neither.</param>
/// <param name="Bucket">Where the key stands in the module, 0 to 100; null without a key.</param>
/// <param name="Side"><c>monolith</c> or <c>service</c>: for whom it is decided.</param>
/// <param name="Reason">As in <c>X-Served-Reason</c>; <c>not_extractable</c> without a route.</param>
/// <param name="AnsweredBy">Who would really answer: the monolith too when the service is unhealthy or not tried.</param>
/// <param name="Why">Sentences for people.</param>
internal sealed record Explanation(
    string Method, string Path, string? Endpoint, string? Route, string? Module, long Version, decimal Percent, string? Key, decimal? Bucket,
    string Side, string Reason, string AnsweredBy, IReadOnlyList<string> Why);
