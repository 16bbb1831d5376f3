using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks when a user was last here. Never answers NotFound: a user who does not exist was never here.</summary>
/// <param name="UserId">Whose sessions.</param>
public sealed record GetSessionActivity(int UserId) : IQuery<SessionActivity>;
