using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Features.Transfer;

internal sealed class TransferController(IMediator mediator, IValidator<TransferInput> validator) : WalletController
{
    [HttpPost("transfer")]
    [Extractable("wallet.transfer")]
    [IdempotentByKey]
    [EndpointSummary("Sends funds of the signed-in user to another user.")]
    [ProducesResponseType<BookedOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Transfer([FromBody] TransferInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var posting = Posting.Transfer(UserId, input.ToUserId!.Value, input.Amount!.Value, input.ReferenceId.OrNull());
        return Answer(await mediator.Send(new TransferCommand(posting), cancellationToken), "Transfer completed");
    }
}
