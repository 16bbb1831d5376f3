using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ResetPassword;

/// <summary>Has a token for a new password mailed to an address, if it is an account's. An error of kind Failed where no mail server is configured.</summary>
internal sealed record ForgotPasswordCommand(string Email) : IRequest<Result<Unit>>
{
    /// <summary>A record prints all it has; this one has an address.</summary>
    public override string ToString() => nameof(ForgotPasswordCommand);
}
