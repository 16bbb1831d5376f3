using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Transfer;

/// <summary>Books a transfer of the signed-in user to another one.</summary>
internal sealed record TransferCommand(Posting Posting) : IRequest<Result<Posted>>;
