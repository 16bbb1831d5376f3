using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;

namespace Monolith.Admin.Features.FreezeWallet;

internal sealed class FreezeWalletController(IMediator mediator, IValidator<ReasonInput> validator) : AdminController
{
    [HttpPost("/admin/users/{userId:int}/wallet/freeze")]
    [Extractable("admin.wallet-freeze")]
    [EndpointSummary("Lets no money move in a user's wallet from now on; nothing where it is frozen already.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public Task<IActionResult> Freeze(int userId, [FromBody] ReasonInput input, CancellationToken cancellationToken)
        => SetAsync(userId, freezes: true, input, cancellationToken);

    [HttpPost("/admin/users/{userId:int}/wallet/unfreeze")]
    [Extractable("admin.wallet-unfreeze")]
    [EndpointSummary("Lets money move in a user's wallet again; nothing where it is not frozen.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public Task<IActionResult> Unfreeze(int userId, [FromBody] ReasonInput input, CancellationToken cancellationToken)
        => SetAsync(userId, freezes: false, input, cancellationToken);

    private async Task<IActionResult> SetAsync(int userId, bool freezes, ReasonInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var set = await mediator.Send(new FreezeWalletCommand(UserId, userId, freezes, input.Reason!), cancellationToken);
        return set.Succeeded ? Message($"Wallet {(freezes ? "frozen" : "unfrozen")} for user {userId}") : Refusal(set.Error);
    }
}
