using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Monolith.Strangler.Routing.Forwarding;

/// <summary>Sends a request to a service and judges by evidence how far it came. Does not answer in the service's stead.</summary>
internal sealed partial class ServiceForwarder(IHttpForwarder forwarder, StranglerSettings settings, TimeProvider time, ILogger<ServiceForwarder> logger)
{
    private readonly ForwarderRequestConfig _config = new()
    {
        ActivityTimeout = settings.ActivityTimeout,
        // SentEvidence holds for this version only.
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async Task<ForwardResult> ForwardAsync(HttpContext context, ExtractedService service)
    {
        if (!service.Breaker.Allows())
        {
            return new(ForwardOutcome.MayFallBack, FallbackReason.BreakerOpen);
        }

        using var attempt = new ForwardAttempt(context, settings.FallbackAfter, time);
        SentEvidence.Current = attempt.Sent;
        var error = await forwarder.SendAsync(context, service.Url, service.Client, _config, attempt, attempt.Deadline);

        if (error == ForwarderError.None || attempt.IsComplete)
        {
            await ReleaseAsync(attempt);
        }
        else
        {
            await attempt.DiscardAsync();
        }

        var result = Judge(context, attempt, error);
        if (result.Outcome == ForwardOutcome.Torn)
        {
            // The forwarder has done so too; a client that takes a part for the whole is too bad to rely on it.
            context.Abort();
        }
        else if (result.Outcome != ForwardOutcome.Answered && !context.Response.HasStarted)
        {
            attempt.UndoResponse();
        }

        Learn(service, attempt, result);
        return result;
    }

    private static async Task ReleaseAsync(ForwardAttempt attempt)
    {
        try
        {
            await attempt.ReleaseAsync();
        }
        catch (OperationCanceledException)
        {
            // The client went while the end of the answer was on its way to it; the service has done its part.
        }
    }

    private static ForwardResult Judge(HttpContext context, ForwardAttempt attempt, ForwarderError error)
    {
        if (attempt.WasRefused)
        {
            return new(ForwardOutcome.MayFallBack, FallbackReason.ServiceUnavailable);
        }

        // A service may answer in full without having read the whole body; the forwarder reports that as an error of the request's body.
        if (error == ForwarderError.None || attempt.IsComplete)
        {
            return new(ForwardOutcome.Answered);
        }

        if (attempt.ClientLeft || error is ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient)
        {
            // The forwarder has chosen between 400, 408 and 413.
            var status = context.Response.StatusCode;
            return new(ForwardOutcome.ClientFault, Status: status is >= 400 and < 500 ? status : StatusCodes.Status400BadRequest);
        }

        var reason = Reason(context, attempt, error);
        return context.Response.HasStarted ? new(ForwardOutcome.Torn, reason)
            : attempt.MayRunAgain ? new(ForwardOutcome.MayFallBack, reason)
            : new(ForwardOutcome.MayHaveHappened, reason);
    }

    private static FallbackReason Reason(HttpContext context, ForwardAttempt attempt, ForwarderError error)
    {
        if (!attempt.HasAnswer && (error == ForwarderError.RequestTimedOut || attempt.Deadline.IsCancellationRequested))
        {
            return FallbackReason.NoAnswer;
        }

        // Other exceptions before anything was sent are the request's own doing, such as a header that cannot be written.
        var isConnecting = context.Features.Get<IForwarderErrorFeature>()?.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        };
        return isConnecting && !attempt.Sent.AnythingSent
            ? FallbackReason.Unreachable
            : FallbackReason.ConnectionLost;
    }

    private void Learn(ExtractedService service, ForwardAttempt attempt, ForwardResult result)
    {
        if (attempt.HasAnswer)
        {
            if (service.Breaker.Answered())
            {
                LogBreakerClosed(service.Module);
            }
        }
        else if (result.Reason is FallbackReason.Unreachable or FallbackReason.NoAnswer && service.Breaker.Failed())
        {
            LogBreakerOpened(service.Module, settings.BreakerFailures, settings.BreakerDuration.TotalSeconds);
        }
    }

    [LoggerMessage(EventIds.BreakerOpened, LogLevel.Warning, "The service {Module} could not be reached {Failures} times in a row; the monolith answers, with one try every {Seconds} s")]
    private partial void LogBreakerOpened(string module, int failures, double seconds);

    [LoggerMessage(EventIds.BreakerClosed, LogLevel.Information, "The service {Module} answers again")]
    private partial void LogBreakerClosed(string module);
}
