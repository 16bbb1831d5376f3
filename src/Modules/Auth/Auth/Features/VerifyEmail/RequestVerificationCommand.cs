using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Auth.Features.VerifyEmail;

/// <summary>Has a token mailed to a user. An error of kind Failed where no mail server is configured.</summary>
internal sealed record RequestVerificationCommand(int UserId) : IRequest<Result<Unit>>;
