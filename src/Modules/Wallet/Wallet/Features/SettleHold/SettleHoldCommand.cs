using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.SettleHold;

/// <summary>Ends a hold of the user's own.</summary>
/// <param name="UserId">Whose it must be.</param>
/// <param name="HoldId">Of any user's transactions: one that is not a hold of this user is not there.</param>
/// <param name="Settlement">How.</param>
/// <param name="Amount">What is captured; null for all of it. Of no meaning to a release.</param>
internal sealed record SettleHoldCommand(int UserId, Guid HoldId, Settlement Settlement, decimal? Amount) : IRequest<Result<Posted>>;
