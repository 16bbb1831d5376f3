using Monolith.Strangler.Cutover.Ownership;

namespace Monolith.Strangler.Cutover.Status;

/// <summary>What one of the two databases says.</summary>
/// <param name="Place">Which one.</param>
/// <param name="Database">Its name, host and port.</param>
/// <param name="Ownership">Null where the module has no cut-over there, or it cannot be asked.</param>
/// <param name="Unreachable">Why it cannot be asked; null when it can.</param>
public sealed record PlaceStatus(Place Place, string Database, OwnershipRow? Ownership, string? Unreachable);
