using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Wallet.Features.ReadWallet;

internal sealed class ReadWalletController(IMediator mediator, TimeProvider time) : WalletController
{
    [HttpGet]
    [Extractable("wallet.read")]
    [EndpointSummary("What the signed-in user may spend.")]
    [ProducesResponseType<WalletOutput>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Read(CancellationToken cancellationToken)
    {
        var balance = await mediator.Send(new Contracts.GetBalance(UserId), cancellationToken);
        return balance.Succeeded
            // The contract's wallets were made at signup and always had a time; one without a movement is as it is now.
            ? Ok(new WalletOutput(balance.Value.Available, balance.Value.UpdatedAt ?? time.GetUtcNow()))
            : Refusal(balance.Error);
    }
}
