using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Wallet.Domain;
using Monolith.Wallet.Features.Book;

namespace Monolith.Wallet.Features.AddFunds;

internal sealed class AddFundsController(IMediator mediator, IValidator<AddFundsInput> validator) : WalletController
{
    [HttpPost("add")]
    [Extractable("wallet.add")]
    [IdempotentByKey]
    [EndpointSummary("Adds funds to the signed-in user's wallet.")]
    [ProducesResponseType<BookedOutput>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Add([FromBody] AddFundsInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var posting = Posting.Add(UserId, input.Amount!.Value, input.Method.OrNull() ?? "manual", input.ReferenceId.OrNull());
        return Answer(await mediator.Send(new BookCommand(posting), cancellationToken), "Funds added");
    }
}
