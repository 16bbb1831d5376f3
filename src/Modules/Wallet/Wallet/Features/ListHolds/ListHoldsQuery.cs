using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Wallet.Features.ListHolds;

/// <summary>A user's holds that are neither captured nor released, newest first; of more than a thousand, the newest.</summary>
internal sealed record ListHoldsQuery(int UserId) : IRequest<Result<IReadOnlyList<HoldOutput>>>;
