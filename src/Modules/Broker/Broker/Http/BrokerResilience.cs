using Monolith.Kernel.Web;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Monolith.Broker.Http;

/// <summary>
/// Two ways to the same broker, over one breaker. From the outside in: of a read the budget, the retries, the breaker, the time for one try; of anything else the
/// breaker and the budget, for it is sent once.
/// </summary>
internal sealed class BrokerResilience
{
    public BrokerResilience(BrokerHttpSettings settings, TimeProvider time, Action opened, Action closed)
    {
        var breaker = new ResiliencePipelineBuilder<BrokerReply> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<BrokerReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = settings.BreakFor,
                ShouldHandle = attempt => ValueTask.FromResult(Failed(attempt.Outcome)),
                OnOpened = _ => Done(opened),
                OnClosed = _ => Done(closed),
            })
            .Build();
        Reads = new ResiliencePipelineBuilder<BrokerReply> { TimeProvider = time }
            .AddTimeout(settings.Budget)
            .AddRetry(new RetryStrategyOptions<BrokerReply>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(150),
                ShouldHandle = attempt => ValueTask.FromResult(Failed(attempt.Outcome)),
            })
            .AddPipeline(breaker)
            .AddTimeout(settings.TryTimeout)
            .Build();
        Others = new ResiliencePipelineBuilder<BrokerReply> { TimeProvider = time }
            .AddPipeline(breaker)
            .AddTimeout(settings.Budget)
            .Build();
    }

    public ResiliencePipeline<BrokerReply> Reads { get; }

    public ResiliencePipeline<BrokerReply> Others { get; }

    private static bool Failed(Outcome<BrokerReply> outcome) => outcome.Result is { } reply ? reply.IsFailure : OutsideHttp.BroughtNoAnswer(outcome.Exception);

    private static ValueTask Done(Action tell)
    {
        tell();
        return ValueTask.CompletedTask;
    }
}
