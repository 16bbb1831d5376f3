using System.Net;
using MediatR;

namespace Monolith.Auth.Features.Login;

/// <summary>Trades an e-mail address and a password for an access token.</summary>
internal sealed record LoginCommand(string Email, string Password, IPAddress? From) : IRequest<LoginOutcome>
{
    /// <summary>A record prints all it has; this one has a password.</summary>
    public override string ToString() => nameof(LoginCommand);
}
