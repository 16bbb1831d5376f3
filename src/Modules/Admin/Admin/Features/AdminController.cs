using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Results;
using Monolith.Kernel.Security;
using Monolith.Kernel.Web.Listening;

namespace Monolith.Admin.Features;

/// <summary>Base of what admins of the trading frontend use: users with that role, who come in by the public listener as all users do.</summary>
[AdminOnly]
[PublicPath]
[Tags("Admin")]
internal abstract class AdminController : TradingFrontendController
{
    /// <summary>Where another module did not answer as it should. Whether anything was changed is not known, and every action here may be repeated.</summary>
    protected ObjectResult NotAnswered() => Detail(StatusCodes.Status503ServiceUnavailable, "Service Unavailable");

    /// <summary><c>{"detail"}</c> in the words of the module that refused, with the status that goes with the kind of the error.</summary>
    protected ObjectResult Refusal(Error error) => error.Kind switch
    {
        ErrorKind.Invalid => Detail(StatusCodes.Status400BadRequest, error.Message),
        ErrorKind.NotFound => Detail(StatusCodes.Status404NotFound, error.Message),
        ErrorKind.Conflict => Detail(StatusCodes.Status409Conflict, error.Message),
        ErrorKind.Forbidden => Detail(StatusCodes.Status403Forbidden, error.Message),
        _ => NotAnswered(),
    };

    /// <summary>The same for a user's KYC: that there is none is said in the contract's words.</summary>
    protected ObjectResult KycRefusal(Error error)
        => error.Kind == ErrorKind.NotFound ? Detail(StatusCodes.Status404NotFound, "KYC not found for user") : Refusal(error);

    /// <summary>A bare array, like the contract's own lists; where to read on is told in a header (RFC 8288).</summary>
    /// <param name="rows">One page.</param>
    /// <param name="next">Where the next one is; null after the last.</param>
    protected OkObjectResult Page(object rows, string? next)
    {
        if (next is not null)
        {
            Response.Headers[HeaderNames.Link] = $"<{next}>; rel=\"next\"";
        }

        return Ok(rows);
    }
}
