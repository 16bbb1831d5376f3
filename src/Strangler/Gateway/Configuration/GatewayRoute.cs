using Microsoft.AspNetCore.Routing.Patterns;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>One route of the file, ready to match.</summary>
internal sealed record GatewayRoute(string Flag, IReadOnlyList<string> Methods, RoutePattern Pattern, string? ContentType);
