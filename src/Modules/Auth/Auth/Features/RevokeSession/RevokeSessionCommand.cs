using MediatR;

namespace Monolith.Auth.Features.RevokeSession;

/// <summary>Ends one of a user's sessions. Answers whether there was one to end: another user's is none.</summary>
internal sealed record RevokeSessionCommand(int UserId, Guid SessionId) : IRequest<RevokeSessionOutcome>;

/// <summary>What became of it.</summary>
/// <param name="WasThere">False for a session that is over, never was, or is somebody else's.</param>
internal sealed record RevokeSessionOutcome(bool WasThere);
