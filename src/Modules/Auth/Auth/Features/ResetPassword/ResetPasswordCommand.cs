using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.ResetPassword;

/// <summary>Gives the account of a mailed token a new password, and ends all its sessions.</summary>
internal sealed record ResetPasswordCommand(string? Token, string Password) : IRequest<Result<Unit>>
{
    /// <summary>A record prints all it has; this one has a password.</summary>
    public override string ToString() => nameof(ResetPasswordCommand);
}
