using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ListSessions;

/// <summary>The sessions of a user that still count, the last used first; at most 100.</summary>
internal sealed record ListSessionsQuery(int UserId, Guid CurrentSessionId) : IRequest<Result<IReadOnlyList<SessionOutput>>>;
