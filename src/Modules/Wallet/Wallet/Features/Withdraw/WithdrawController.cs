using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.Withdraw;

internal sealed class WithdrawController(IMediator mediator, IValidator<WithdrawInput> validator) : WalletController
{
    [HttpPost("withdraw")]
    [Extractable("wallet.withdraw")]
    [IdempotentByKey]
    [EndpointSummary("Takes funds out of the signed-in user's wallet, to be paid out.")]
    [ProducesResponseType<BookedOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Withdraw([FromBody] WithdrawInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var posting = Posting.Withdraw(UserId, input.Amount!.Value, input.Destination.OrNull(), input.ReferenceId.OrNull());
        return Answer(await mediator.Send(new WithdrawCommand(posting), cancellationToken), "Withdrawal request created (mock). Process via payout later.");
    }
}
