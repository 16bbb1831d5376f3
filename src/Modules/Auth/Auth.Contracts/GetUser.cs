using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks for one account, from the moment it was made. Answers error <see cref="UserErrors.NotFound"/> of kind NotFound when there is none.</summary>
/// <param name="UserId">The account's id.</param>
public sealed record GetUser(int UserId) : IQuery<UserAccount>;
