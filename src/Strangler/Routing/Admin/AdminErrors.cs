using Microsoft.AspNetCore.Http;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Store;

namespace Monolith.Strangler.Routing.Admin;

/// <summary>Answers what went wrong with an order as ProblemDetails with a <c>code</c>.</summary>
internal sealed class AdminErrors(IFlagStore store) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AdminException e)
        {
            var status = e.Code switch
            {
                AdminError.UnknownTarget => StatusCodes.Status404NotFound,
                AdminError.NoService or AdminError.ServiceUnhealthy or AdminError.NoCheckpoint or AdminError.VersionChanged => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            };
            return Problem(status, e.Code, e.Message, e.Suggestions);
        }
        catch (InvalidFlagsException e)
        {
            return Problem(StatusCodes.Status400BadRequest, AdminError.InvalidFlags, e.Message, []);
        }
        catch (Exception e) when (store.IsUnavailable(e, context.HttpContext.RequestAborted))
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, AdminError.StoreUnavailable, store.Describe(e), []);
        }
    }

    private static IResult Problem(int status, string code, string detail, IReadOnlyList<string> suggestions)
        => Results.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["suggestions"] = suggestions });
}
