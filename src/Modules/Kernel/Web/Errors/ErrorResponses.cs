using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Monolith.Kernel.Data.Ownership;

namespace Monolith.Kernel.Web.Errors;

/// <summary>
/// Gives every failure a status and a body. UseExceptionHandler would answer 500 to a malformed chunk, which is the client's fault, and forget the endpoint
/// whose contract words the error; UseStatusCodePages would do the bodies but ask the Accept header first.
/// </summary>
internal sealed partial class ErrorResponses(RequestDelegate next, ILogger<ErrorResponses> logger)
{
    // nginx's number for a client that went away; nobody receives it, logs and metrics show it.
    private const int ClientClosedRequest = 499;

    private static readonly string[] DescribeTheLostBody =
    [
        HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.ContentDisposition, HeaderNames.ContentRange,
        HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.CacheControl, HeaderNames.Expires, HeaderNames.Location, HeaderNames.SetCookie, HeaderNames.TransferEncoding,
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            LogBadRequest(e.StatusCode, e.Message);
            Restart(context, e.StatusCode);
        }
        catch (IOException e) when (e.InnerException is OverflowException && !context.Response.HasStarted)
        {
            // How Kestrel reports a chunk whose size no number holds.
            LogBadRequest(StatusCodes.Status400BadRequest, e.Message);
            Restart(context, StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest;
            }

            return;
        }
        catch (Exception e) when (!context.Response.HasStarted && WrongDatabase.Refused(e))
        {
            LogHeld(e);
            Restart(context, StatusCodes.Status503ServiceUnavailable);
            context.Response.Headers.RetryAfter = "1";
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogUnhandled(e);
            Activity.Current?.SetTag("error.type", e.GetType().FullName);
            Restart(context, StatusCodes.Status500InternalServerError);
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null } response && string.IsNullOrEmpty(response.ContentType))
        {
            await context.WriteErrorAsync(response.StatusCode);
        }
    }

    // Keeps what earlier middleware promised (CORS, rate limit, request id) and drops what belonged to the body that will not come.
    private static void Restart(HttpContext context, int status)
    {
        foreach (var header in DescribeTheLostBody)
        {
            context.Response.Headers.Remove(header);
        }

        context.Response.StatusCode = status;
    }

    [LoggerMessage(EventIds.BadRequest, LogLevel.Information, "The request was refused with {Status}: {Reason}")]
    private partial void LogBadRequest(int status, string reason);

    [LoggerMessage(EventIds.DataHeld, LogLevel.Warning, "A request was not carried out because its module's data is being moved")]
    private partial void LogHeld(Exception exception);

    [LoggerMessage(EventIds.UnhandledException, LogLevel.Error, "A request failed with an exception nobody expected")]
    private partial void LogUnhandled(Exception exception);
}
