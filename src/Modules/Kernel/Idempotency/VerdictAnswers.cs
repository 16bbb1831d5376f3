using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monolith.Kernel.Web.Errors;

namespace Monolith.Kernel.Idempotency;

/// <summary>What a client is told about its key; the statuses are those of the draft.</summary>
internal static class VerdictAnswers
{
    public static Task RefuseKeyAsync(this HttpContext context) => context.WriteRefusalAsync(
        StatusCodes.Status400BadRequest,
        $"The header {IdempotentByKeyAttribute.Header} must occur once, with 1 to {IdempotentByKeyAttribute.MaxKeyLength} visible ASCII characters; "
            + $"without a sign-in at least {IdempotentRequest.ShortestAnonymousKey}, such as a UUID.");

    /// <summary>Answers everything but <see cref="Verdict.Execute"/>, which the action answers.</summary>
    public static Task WriteAsync(this HttpContext context, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Replay { Answer: var answer }:
                return answer.WriteAsync(context, replayed: true);
            case Verdict.KeyOfAnother:
                return context.WriteRefusalAsync(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Use a new key for each request.");
            case Verdict.AnswerLost:
                return context.WriteRefusalAsync(
                    StatusCodes.Status409Conflict, "The request with this Idempotency-Key was executed, and its answer was lost. Look at what it changed before you send it with a new key.");
            case Verdict.StillRunning { RetryAfter: var time }:
                context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return context.WriteRefusalAsync(StatusCodes.Status409Conflict, "The request with this Idempotency-Key is still being executed. Send it again later, with the same key.");
            default:
                return Task.CompletedTask;
        }
    }
}
