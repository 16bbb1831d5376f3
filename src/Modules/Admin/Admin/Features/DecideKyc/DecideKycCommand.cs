using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.DecideKyc;

/// <summary>An admin's word on what a user submitted.</summary>
internal sealed record DecideKycCommand(int AdminId, int UserId, bool Approve, string? Reason) : IRequest<Result<Unit>>;
