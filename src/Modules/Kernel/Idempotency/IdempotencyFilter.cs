using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Monolith.Kernel.Idempotency;

/// <summary>
/// Around an action with <see cref="IdempotentByKeyAttribute"/>, after authorization and before model binding. (1) The key becomes this attempt's, or the
/// request is answered with what is known of it. (2) The action runs; <see cref="WriteFence"/> marks its transaction. (3) Its answer is kept, and then sent:
/// who has seen an answer will see the same again. There is no transaction around the action, since it may ask other modules.
/// </summary>
internal sealed partial class IdempotencyFilter(
    IdempotencyStores stores, KeyClaims claims, IdempotentExecution execution, IdempotencySettings settings, ILogger<IdempotencyFilter> logger) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.ContainsKey(IdempotentByKeyAttribute.Header))
        {
            await next();
            return;
        }

        if (!IdempotentByKeyAttribute.TryRead(http.Request.Headers, out var key) || !IdempotentRequest.IsLongEnough(key, http.User))
        {
            await http.RefuseKeyAsync();
            return;
        }

        var store = stores.Of(((ControllerActionDescriptor)context.ActionDescriptor).ControllerTypeInfo.Assembly);
        var request = await IdempotentRequest.ReadAsync(http, key);
        var verdict = await claims.DecideAsync(store, request, mayExecute: true, http.RequestAborted);
        if (verdict is Verdict.Execute { Attempt: var attempt } && !await TryExecuteAsync(http, attempt, next))
        {
            LogOvertaken(settings.Lease);
            verdict = await claims.DecideAsync(store, request, mayExecute: false, http.RequestAborted);
        }

        IdempotencyMetrics.Count(verdict);
        await http.WriteAsync(verdict);
    }

    /// <returns>False when another attempt has taken over meanwhile: nothing was committed here, and nothing answered.</returns>
    private async Task<bool> TryExecuteAsync(HttpContext http, KeyAttempt attempt, ResourceExecutionDelegate next)
    {
        ResourceExecutedContext executed;
        StoredAnswer answer;
        using (var buffer = new AnswerBuffer(http.Response))
        {
            execution.Begin(attempt);
            executed = await next();
            execution.End();
            answer = buffer.Answer;
        }

        if (execution.WasOvertaken)
        {
            executed.ExceptionHandled = true;
            return false;
        }

        var hasFailed = executed is { Exception: not null, ExceptionHandled: false };
        if (!await TryKeepAsync(attempt, hasFailed ? null : answer))
        {
            return false;
        }

        if (!hasFailed)
        {
            await answer.WriteAsync(http, replayed: false);
        }

        return true;
    }

    /// <summary>A failure, or an answer too large to keep, gives the key back, which does nothing once something was committed.</summary>
    private async Task<bool> TryKeepAsync(KeyAttempt attempt, StoredAnswer? answer)
    {
        // Not the client's token: it may be gone, and what it asked for is done all the same. After a lease nobody waits for the answer any more.
        using var limit = new CancellationTokenSource(settings.Lease);
        try
        {
            if (answer is { Status: < StatusCodes.Status500InternalServerError } && answer.Body.Length <= settings.MaxAnswerBytes)
            {
                return await attempt.Store.TryKeepAnswerAsync(attempt, answer, limit.Token) || execution.MayHaveCommitted;
            }

            await attempt.Store.ReleaseAsync(attempt, limit.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            LogNotKept(e);
        }

        return true;
    }

    [LoggerMessage(EventIds.IdempotencyOvertaken, LogLevel.Warning, "A repeat took over a request that had been at work for longer than {Lease} (Idempotency:Lease); nothing of the first attempt was committed")]
    private partial void LogOvertaken(TimeSpan lease);

    [LoggerMessage(EventIds.IdempotencyAnswerNotKept, LogLevel.Warning, "The answer to a request with an Idempotency-Key could not be kept; a repeat will be told what is known of it")]
    private partial void LogNotKept(Exception exception);
}
