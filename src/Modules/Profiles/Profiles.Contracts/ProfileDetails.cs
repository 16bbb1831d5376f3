namespace Monolith.Profiles.Contracts;

/// <summary>What a user says of themselves. Personal data: not for logs.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="FullName">Empty when they have said none.</param>
/// <param name="Bio">Empty when they have said nothing.</param>
public sealed record ProfileDetails(int UserId, string FullName, string Bio);
