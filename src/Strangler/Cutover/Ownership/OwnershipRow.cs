namespace Monolith.Strangler.Cutover.Ownership;

/// <summary>What a database says of itself.</summary>
/// <param name="State">What it may do.</param>
/// <param name="Epoch">Rises with every fence; an owner's exceeds every epoch before it.</param>
/// <param name="ChangedAt">By that database's clock.</param>
public sealed record OwnershipRow(OwnershipState State, long Epoch, DateTimeOffset ChangedAt);
