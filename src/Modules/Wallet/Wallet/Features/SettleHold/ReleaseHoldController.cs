using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.SettleHold;

internal sealed class ReleaseHoldController(IMediator mediator) : WalletController
{
    [HttpPost("holds/{holdId:guid}/release")]
    [Extractable("wallet.release")]
    [IdempotentByKey]
    [EndpointSummary("Makes a hold of the signed-in user available again.")]
    [ProducesResponseType<BookedOutput>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Release(Guid holdId, CancellationToken cancellationToken)
        => Answer(await mediator.Send(new SettleHoldCommand(UserId, holdId, Settlement.Release, Amount: null), cancellationToken), "Hold released");
}
