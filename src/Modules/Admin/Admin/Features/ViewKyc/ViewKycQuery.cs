using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ViewKyc;

/// <summary>What a user submitted, for an admin who has to decide on it.</summary>
internal sealed record ViewKycQuery(int AdminId, int UserId, string Reason) : IRequest<Result<KycViewOutput>>;
