using MediatR;

namespace Monolith.Auth.Features.RevokeSession;

/// <summary>Ends every session of a user but one.</summary>
internal sealed record RevokeOtherSessionsCommand(int UserId, Guid KeptSessionId) : IRequest<RevokeOtherSessionsOutcome>;

/// <summary>What became of it.</summary>
/// <param name="Ended">How many were ended.</param>
internal sealed record RevokeOtherSessionsOutcome(int Ended);
