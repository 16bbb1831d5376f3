using System.Net;
using MediatR;

namespace Monolith.Auth.Features.Login;

/// <summary>Trades a name and a password for an access token.</summary>
internal sealed record LoginCommand(LoginName Name, string Password, IPAddress? From) : IRequest<LoginOutcome>
{
    /// <summary>A record prints all it has; this one has a password.</summary>
    public override string ToString() => nameof(LoginCommand);
}
