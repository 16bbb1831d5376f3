namespace Monolith.Kernel.Data.Ownership;

/// <summary>What one of the two databases says of itself: the row that <c>strangler data</c> keeps there.</summary>
/// <param name="IsOwner">Whether its tables may be written.</param>
/// <param name="Epoch">Counts owners: of two that say so, the higher one is it.</param>
/// <param name="IsHeld">A switch is about to begin: whoever is in finishes, and nobody new comes in.</param>
/// <param name="FollowersLock">Key of the advisory lock that every process holds, shared, while it lets callers in here.</param>
/// <param name="IsRetired">It gave the data up for good, and its tables may be gone.</param>
internal sealed record OwnershipRow(bool IsOwner, long Epoch, bool IsHeld, long FollowersLock, bool IsRetired)
{
    /// <summary>Callers may come in.</summary>
    public bool LetsIn => IsOwner && !IsHeld;
}
