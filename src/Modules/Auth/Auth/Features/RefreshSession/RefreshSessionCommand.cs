using MediatR;
using Monolith.Auth.Domain;
using Monolith.Auth.Sessions;

namespace Monolith.Auth.Features.RefreshSession;

/// <summary>Trades a refresh token for the session's next tokens. Used a second time, it ends the session: one of the two who used it is a thief.</summary>
internal sealed record RefreshSessionCommand(string? RefreshToken, SessionOrigin Origin) : IRequest<RefreshSessionOutcome>
{
    /// <summary>A record prints all it has; this one has a token.</summary>
    public override string ToString() => nameof(RefreshSessionCommand);
}

/// <summary>What became of it.</summary>
/// <param name="Tokens">Null when the token does not count, whatever the reason.</param>
internal sealed record RefreshSessionOutcome(IssuedTokens? Tokens);
