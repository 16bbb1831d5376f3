using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Withdraw;

/// <summary>Books a withdrawal of the signed-in user, if they may withdraw.</summary>
internal sealed record WithdrawCommand(Posting Posting) : IRequest<Result<Posted>>;
