using Monolith.Kernel.Events;

namespace Monolith.Auth.Contracts;

/// <summary>Somebody has an account now: signed up, imported, or made by configuration. Personal data: not for logs.</summary>
/// <param name="UserId">Positive; never reused.</param>
/// <param name="Username">As the user gave it; null for an account of a frontend without usernames.</param>
/// <param name="Email">As the user gave it.</param>
/// <param name="Mobile">As the user gave it; null for none.</param>
/// <param name="RegisteredAt">When the account was made.</param>
[EventName("auth.user-registered", Version = 1)]
public sealed record UserRegistered(int UserId, string? Username, string Email, string? Mobile, DateTimeOffset RegisteredAt) : IIntegrationEvent;
