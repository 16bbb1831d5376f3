namespace Monolith.Auth.Contracts;

/// <summary>An account, for modules that show it to its owner or to an admin. Personal data: not for logs.</summary>
/// <param name="Id">Positive; never reused.</param>
/// <param name="Username">As the user gave it; null for an account of a frontend without usernames.</param>
/// <param name="Email">As the user gave it.</param>
/// <param name="Mobile">As the user gave it; null for none.</param>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="RegisteredAt">When the account was made.</param>
public sealed record UserAccount(int Id, string? Username, string Email, string? Mobile, string Role, DateTimeOffset RegisteredAt);
