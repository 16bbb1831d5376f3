using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Kyc.Features.ReadStatus;

/// <summary>A user's own KYC. Seen by its owner, and written down like any other look.</summary>
internal sealed record ReadStatusQuery(int UserId) : IRequest<Result<StatusOutput>>;
