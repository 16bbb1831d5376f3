using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features;

/// <summary>Base of the module's actions: whose connection it is says the token and nothing else.</summary>
[Tags("Broker")]
internal abstract class BrokerController : TradingFrontendController
{
    /// <summary><c>{"message","status"}</c>, or why not.</summary>
    protected ObjectResult Done<T>(Result<T> result, string message, string status)
        => result.Succeeded ? Ok(new StepOutput(message, status)) : Refusal(result.Error);

    protected ObjectResult Answer<T>(Result<T> result) => result.Succeeded ? Ok(result.Value) : Refusal(result.Error);

    /// <summary><c>{"detail"}</c> with the status that goes with the error.</summary>
    protected ObjectResult Refusal(Error error) => Detail(
        error switch
        {
            { Code: BrokerErrors.TooManyRefusals } => StatusCodes.Status429TooManyRequests,
            { Kind: ErrorKind.Forbidden } => StatusCodes.Status401Unauthorized,
            { Kind: ErrorKind.Conflict } => StatusCodes.Status409Conflict,
            { Kind: ErrorKind.Unavailable } => StatusCodes.Status503ServiceUnavailable,
            { Kind: ErrorKind.Failed } => StatusCodes.Status502BadGateway,
            _ => StatusCodes.Status400BadRequest,
        },
        error.Message);
}
