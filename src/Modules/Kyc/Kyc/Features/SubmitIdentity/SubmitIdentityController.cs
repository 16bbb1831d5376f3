using System.Net.Mime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Idempotency;
using Monolith.Kernel.Modules;
using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Features.SubmitIdentity;

[Tags("Kyc")]
internal sealed class SubmitIdentityController(IMediator mediator, IValidator<IdentityInput> validator) : TradingFrontendController
{
    [HttpPost("/kyc/submit")]
    [Consumes(MediaTypeNames.Application.Json)]
    [Extractable("kyc.submit_identity")]
    [IdempotentByKey]
    [EndpointSummary("Submits the signed-in user's numbers and documents, for an admin to review.")]
    [EndpointDescription(
        "As multipart/form-data it takes a bank statement instead, whose text decides: full_name, account_number, ifsc_code, bank_statement (a .pdf of up to 5 MiB) and " +
        "pdf_password where it has one. Then it answers message, status and verification_results, 400 for a file that cannot be read, 413 for a larger one, 429 while " +
        "another one of the user's is being read, 503 when too many come at once.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType(StatusCodes.Status415UnsupportedMediaType)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status429TooManyRequests)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> Submit([FromBody] IdentityInput input, CancellationToken cancellationToken)
    {
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var details = new IdentityDetails(
            input.PanNumber!, input.AadhaarNumber!, input.AddressLine!, input.City!, input.State!, input.Pincode!, input.DocumentFrontUrl!, input.DocumentBackUrl!);
        await mediator.Send(new SubmitIdentityCommand(UserId, details), cancellationToken);
        return Message("KYC submitted. Awaiting review.");
    }
}
