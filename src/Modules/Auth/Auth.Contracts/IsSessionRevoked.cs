using Monolith.Kernel.Messaging;

namespace Monolith.Auth.Contracts;

/// <summary>Asks whether one session was logged out; true also for a session that does not exist. For a process that has not heard of log-outs for too long.</summary>
/// <param name="SessionId">The <c>sid</c> of its tokens.</param>
[AnyServiceMaySend]
public sealed record IsSessionRevoked(Guid SessionId) : IQuery<bool>;
