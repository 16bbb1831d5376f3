using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.FreezeWallet;

/// <summary>An admin's word on whether money moves in a user's wallet.</summary>
internal sealed record FreezeWalletCommand(int AdminId, int UserId, bool Freezes, string Reason) : IRequest<Result<Unit>>;
