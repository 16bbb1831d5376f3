using System.Net.Mime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Modules;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Statements;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <remarks>Described with the other form: a document of OpenAPI has one operation for a path and a method.</remarks>
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class SubmitStatementController(IMediator mediator, IValidator<StatementInput> validator, StatementUploads uploads) : TradingFrontendController
{
    [HttpPost("/kyc/submit")]
    [Consumes(MediaTypeNames.Multipart.FormData)]
    [Extractable("kyc.submit_statement")]
    [RequestSizeLimit(StatementFormReader.MaxBodyBytes)]
    [ReadsItsOwnForm]
    public async Task<IActionResult> Submit(CancellationToken cancellationToken)
    {
        // Kept until the statement is read: what one user has in the readers' queue is bounded, too.
        using var own = uploads.EnterOf(UserId);
        if (!own.IsAcquired)
        {
            return TryLater(StatusCodes.Status429TooManyRequests, "Too Many Requests");
        }

        using var place = uploads.Enter();
        if (!place.IsAcquired)
        {
            return Busy();
        }

        var (input, refusal) = await StatementFormReader.ReadAsync(Request, cancellationToken);
        if (refusal is not null)
        {
            return Detail(refusal.Status, refusal.Text);
        }

        var validation = validator.Validate(input);
        if (!validation.IsValid)
        {
            return Invalid(validation);
        }

        if (!input.BankStatement!.IsPdf)
        {
            return Detail(StatusCodes.Status400BadRequest, "Only PDF files are allowed");
        }

        var command = new SubmitStatementCommand(UserId, input.FullName!, input.AccountNumber!, input.IfscCode!, input.BankStatement.Content, input.PdfPassword);
        return await mediator.Send(command, cancellationToken) switch
        {
            StatementVerdict.Decided(var found) => Ok(new StatementOutput(
                "KYC verification completed", KycWords.Of(found.All ? KycState.Approved : KycState.Rejected), VerificationOutput.Of(found))),
            StatementVerdict.Failed(var failure) => Detail(StatusCodes.Status400BadRequest, $"KYC verification failed: {failure}"),
            _ => Busy(),
        };
    }

    private ObjectResult Busy() => TryLater(StatusCodes.Status503ServiceUnavailable, "Service Unavailable");

    private ObjectResult TryLater(int status, string text)
    {
        Response.Headers[HeaderNames.RetryAfter] = "5";
        return Detail(status, text);
    }
}
