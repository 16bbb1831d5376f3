namespace Monolith.Auth.Contracts;

/// <summary>What other modules may know of a user.</summary>
/// <param name="Id">Positive; never reused.</param>
/// <param name="Name">As the user gave it.</param>
public sealed record UserSummary(int Id, string Name);
