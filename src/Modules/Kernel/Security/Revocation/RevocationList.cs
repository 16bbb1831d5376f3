namespace Monolith.Kernel.Security.Revocation;

/// <summary>What a source knew at one moment.</summary>
/// <param name="AsOf">That moment by the source's clock, taken before it looked.</param>
/// <param name="Sessions">Sessions logged out since the time asked for whose tokens have not expired; may repeat earlier ones.</param>
public sealed record RevocationList(DateTimeOffset AsOf, IReadOnlyCollection<RevokedSession> Sessions);
