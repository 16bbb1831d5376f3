namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>What the last probe found.</summary>
/// <param name="Healthy">Null before the first probe.</param>
/// <param name="Detail">The status or the error.</param>
internal sealed record ServiceHealth(bool? Healthy, string? Detail);
