using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks which sessions were logged out, so that another process can refuse their tokens. Answered from one index; may be asked several times a second.</summary>
/// <param name="Since">By the Auth module's clock, as in an earlier answer; null for all whose tokens have not expired.</param>
[AnyServiceMaySend]
public sealed record ListRevokedSessions(DateTimeOffset? Since) : IQuery<RevokedSessions>;
