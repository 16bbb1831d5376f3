using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Kernel.Frontends;
using Monolith.Kernel.Security.Bearer;

namespace Monolith.Kernel.Web.Errors;

/// <summary>
/// Writes the body of an error the infrastructure answers: as the endpoint's frozen contract words it (<see cref="IFrontendErrors"/>), else as
/// ProblemDetails (RFC 9457) of type about:blank.
/// </summary>
public static class ErrorBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Answers <paramref name="status"/>; the response must not have started.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">What is wrong, for the client's developer; holds nothing a stranger may not know. Not shown inside frozen contracts.</param>
    public static Task WriteErrorAsync(this HttpContext context, int status, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var frontend = context.GetEndpoint()?.Metadata.GetMetadata<IFrontendErrors>();
        return frontend is null
            ? WriteAsync(context, status, Problem(context, status, detail), "application/problem+json")
            : context.WriteJsonErrorAsync(status, BodyOf(context, frontend, status));
    }

    /// <summary>Answers <paramref name="status"/> with the reason, inside frozen contracts too.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">400 to 499.</param>
    /// <param name="reason">For the client's developer; holds nothing a stranger may not know.</param>
    public static Task WriteRefusalAsync(this HttpContext context, int status, string reason)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<IFrontendErrors>() is { } frontend
            ? context.WriteJsonErrorAsync(status, frontend.Refused(reason))
            : context.WriteErrorAsync(status, reason);
    }

    /// <summary>Answers <paramref name="status"/> with a body as it is.</summary>
    public static Task WriteJsonErrorAsync(this HttpContext context, int status, object body)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WriteAsync(context, status, body, "application/json; charset=utf-8");
    }

    private static object BodyOf(HttpContext context, IFrontendErrors frontend, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => frontend.Unauthenticated(context.Features.Get<RefusedToken>()?.Failure ?? AccessTokenFailure.Missing),
        StatusCodes.Status429TooManyRequests => frontend.TooManyRequests,
        _ => frontend.Failed(status),
    };

    private static object Problem(HttpContext context, int status, string? detail) => new
    {
        type = "about:blank",
        title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
        status,
        detail,
        traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        requestId = context.TraceIdentifier,
    };

    private static Task WriteAsync(HttpContext context, int status, object body, string contentType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        // Not the request's token: it is cancelled when the request timed out, and that answer is one of these.
        return context.Response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }
}
