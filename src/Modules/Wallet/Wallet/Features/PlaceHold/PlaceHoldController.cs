using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Features.Book;

namespace Monolith.Wallet.Features.PlaceHold;

internal sealed class PlaceHoldController(IMediator mediator, IValidator<PlaceHoldInput> validator) : WalletController
{
    [HttpPost("holds")]
    [Extractable("wallet.hold")]
    [IdempotentByKey]
    [EndpointSummary("Sets funds of the signed-in user aside, until they are captured or released.")]
    [ProducesResponseType<HeldOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Hold([FromBody] PlaceHoldInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var held = await mediator.Send(new BookCommand(Posting.Hold(UserId, input.Amount!.Value, input.ReferenceId.OrNull())), cancellationToken);
        return held.Succeeded ? Ok(new HeldOutput("Funds held", held.Value.TransactionId, held.Value.Available)) : Refusal(held.Error);
    }
}
