using MediatR;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Features.Login;

/// <summary>Trades a name and a password for a session's tokens.</summary>
/// <param name="Name">What it goes by.</param>
/// <param name="Password">As it was typed.</param>
/// <param name="Origin">Who asks.</param>
/// <param name="IsRefreshable">Whether the session gets a refresh token; the frozen contracts have none.</param>
internal sealed record LoginCommand(LoginName Name, string Password, SessionOrigin Origin, bool IsRefreshable = false) : IRequest<LoginOutcome>
{
    /// <summary>A record prints all it has; this one has a password.</summary>
    public override string ToString() => nameof(LoginCommand);
}
