using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.VerifyEmail;

/// <summary>Takes a mailed token for the proof that its account's address is its owner's.</summary>
internal sealed record VerifyEmailCommand(string? Token) : IRequest<Result<Unit>>
{
    /// <summary>A record prints all it has; this one has a token.</summary>
    public override string ToString() => nameof(VerifyEmailCommand);
}
