using Monolith.Kernel.Web;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Monolith.Movies.Tmdb;

/// <summary>
/// From the outside in: the budget for the whole call, the retries, the breaker, the time for one try. Every call is a GET, so each may be repeated.
/// </summary>
internal static class TmdbResilience
{
    /// <summary>When the call's budget ends.</summary>
    public static readonly ResiliencePropertyKey<DateTimeOffset> Deadline = new("tmdb.deadline");

    // A pause must leave the next try at least this long.
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(250);

    public static ResiliencePipeline<TmdbReply> Create(TmdbSettings settings, TimeProvider time, Action opened, Action closed)
        => new ResiliencePipelineBuilder<TmdbReply> { TimeProvider = time }
            .AddTimeout(settings.Budget)
            .AddRetry(new RetryStrategyOptions<TmdbReply>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(150),
                DelayGenerator = static attempt => ValueTask.FromResult(attempt.Outcome.Result?.RetryAfter),
                ShouldHandle = attempt => ValueTask.FromResult(Failed(attempt.Outcome) && FitsTheBudget(attempt, time)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<TmdbReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = settings.BreakFor,
                ShouldHandle = attempt => ValueTask.FromResult(Failed(attempt.Outcome)),
                OnOpened = _ => Done(opened),
                OnClosed = _ => Done(closed),
            })
            .AddTimeout(settings.TryTimeout)
            .Build();

    private static bool Failed(Outcome<TmdbReply> outcome) => outcome.Result is { } reply ? reply.IsWorthAnotherTry : OutsideHttp.BroughtNoAnswer(outcome.Exception);

    private static bool FitsTheBudget(RetryPredicateArguments<TmdbReply> attempt, TimeProvider time)
        => attempt.Context.Properties.TryGetValue(Deadline, out var deadline)
            && time.GetUtcNow() + (attempt.Outcome.Result?.RetryAfter ?? TimeSpan.Zero) + ShortestTry < deadline;

    private static ValueTask Done(Action tell)
    {
        tell();
        return ValueTask.CompletedTask;
    }
}
