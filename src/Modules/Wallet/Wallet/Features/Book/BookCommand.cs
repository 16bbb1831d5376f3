using MediatR;
using Monolith.Kernel.Results;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet.Features.Book;

/// <summary>Books a posting of the signed-in user.</summary>
internal sealed record BookCommand(Posting Posting) : IRequest<Result<Posted>>;
