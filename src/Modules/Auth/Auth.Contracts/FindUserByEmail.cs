using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks who has an e-mail address. Answers an error of kind NotFound when nobody has.</summary>
/// <param name="Email">Compared without regard to case.</param>
public sealed record FindUserByEmail(string Email) : IQuery<UserSummary>;
