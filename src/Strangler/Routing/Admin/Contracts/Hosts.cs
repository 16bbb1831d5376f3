namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>A host or gateway that routes by these flags.</summary>
/// <param name="Name">Machine and process.</param>
/// <param name="Version">Of the flags it said it routes by.</param>
/// <param name="SeenAt">When it said so, by the store's clock; null for this host when the store was never reached.</param>
/// <param name="LeaseEndsAt">When it serves the monolith for everything at the latest, unless it is in touch with the store by then; null as <paramref name="SeenAt"/>.</param>
/// <param name="Live">Whether its lease had not run out when the store was last asked.</param>
internal sealed record HostAnswer(string Name, long Version, DateTimeOffset? SeenAt, DateTimeOffset? LeaseEndsAt, bool Live);
