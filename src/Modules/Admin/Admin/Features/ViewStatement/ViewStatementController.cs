using System.Net.Mime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Results;

namespace Monolith.Admin.Features.ViewStatement;

internal sealed class ViewStatementController(IMediator mediator, IValidator<ReasonInput> validator) : AdminController
{
    [HttpPost("/admin/kyc/{userId:int}/statement")]
    [Extractable("admin.kyc-statement")]
    [EndpointSummary("The file of a user's bank statement, as they sent it, for an admin who says why. Each time is written down, with the reason.")]
    [ProducesResponseType<byte[]>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf)]
    [ProducesResponseType(StatusCodes.Status403Forbidden)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> View(int userId, [FromBody] ReasonInput input, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        var file = await mediator.Send(new ViewStatementQuery(UserId, userId, input.Reason!), cancellationToken);
        if (!file.Succeeded)
        {
            return file.Error.Kind == ErrorKind.NotFound ? Detail(StatusCodes.Status404NotFound, "No bank statement found for user") : Refusal(file.Error);
        }

        // Anybody may have made it: kept as a file, and never opened as a part of this site, whatever is in it.
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(file.Value, MediaTypeNames.Application.Pdf, $"statement-{userId}.pdf");
    }
}
