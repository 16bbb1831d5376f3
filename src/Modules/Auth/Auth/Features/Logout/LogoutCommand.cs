using MediatR;

namespace Monolith.Auth.Features.Logout;

/// <summary>Ends a session: its token is dead here at once, and in every other process within a second.</summary>
internal sealed record LogoutCommand(Guid SessionId) : IRequest<Unit>;
