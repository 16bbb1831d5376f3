using MediatR;
using Monolith.Kernel.Results;
using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Features.SubmitIdentity;

/// <summary>Takes form 1, for an admin to review.</summary>
internal sealed record SubmitIdentityCommand(int UserId, IdentityDetails Details) : IRequest<Result<Unit>>;
