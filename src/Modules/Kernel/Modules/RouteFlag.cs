namespace Monolith.Kernel.Modules;

/// <summary>One route that may be moved.</summary>
/// <param name="Route">As in <see cref="ExtractableAttribute"/>: <c>wallet.add</c>.</param>
/// <param name="Module">In lower case.</param>
/// <param name="Endpoints">Method and pattern, for example <c>POST /wallet/add</c>.</param>
/// <param name="Side"><c>monolith</c>, <c>service</c>, or <c>both</c> while some users are on either.</param>
/// <param name="Percent">The share of users that goes to the service, 0 to 100.</param>
/// <param name="Service"><c>healthy</c>, <c>unhealthy</c>, <c>unreachable</c> (not tried for a moment) or <c>unknown</c> (not asked yet); null where this process knows none.</param>
public sealed record RouteFlag(string Route, string Module, IReadOnlyList<string> Endpoints, string Side, decimal Percent, string? Service);
