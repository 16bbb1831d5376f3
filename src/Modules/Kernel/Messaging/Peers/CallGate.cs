using System.Threading.RateLimiting;
using Monolith.Kernel.Modules;
using Polly;
using Polly.CircuitBreaker;

namespace Monolith.Kernel.Messaging.Peers;

/// <summary>
/// What stands before one target, and no other: so many calls at a time, so many more that wait, and Polly's circuit breaker, which spares callers the wait for
/// what does not answer. Open, it lets nothing through; after a while one call may try, and its end decides.
/// </summary>
internal sealed class CallGate : IDisposable
{
    private readonly string _target;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ConcurrencyLimiter _bulkhead;
    private readonly ResiliencePipeline<CallOutcome> _breaker;

    public CallGate(string target, ModuleSettings settings, TimeProvider time)
    {
        _target = target;
        _bulkhead = new(new()
        {
            PermitLimit = settings.MaxConcurrentCalls,
            QueueLimit = settings.MaxQueuedCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _breaker = new ResiliencePipelineBuilder<CallOutcome> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CallOutcome>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = settings.BreakFor,
                StateProvider = _state,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result?.Failure is { CountsAgainstTarget: true }),
            })
            .Build();
    }

    public CircuitState State => _state.CircuitState;

    /// <summary>Runs it when there is room and the breaker lets it.</summary>
    /// <param name="call">Ends by itself when it is cancelled.</param>
    /// <param name="state">Handed to it.</param>
    /// <param name="cancellationToken">Of the wait for room.</param>
    /// <exception cref="OperationCanceledException">Cancelled while it waited for room.</exception>
    public async Task<CallOutcome> RunAsync<TState>(Func<TState, Task<CallOutcome>> call, TState state, CancellationToken cancellationToken)
    {
        using var place = await _bulkhead.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
        {
            return new CallFailure(CallFailureReason.BulkheadFull, $"{_target}: as many calls are under way and waiting as may be (Modules:{_target}:MaxConcurrentCalls, MaxQueuedCalls).");
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await _breaker.ExecuteOutcomeAsync(
                static async (_, run) => Outcome.FromResult(await run.call(run.state)), context, (call, state));
            return outcome.Exception switch
            {
                null => outcome.Result!,
                BrokenCircuitException => new CallFailure(CallFailureReason.BreakerOpen, $"{_target}: too many calls have failed lately; the next one is tried in a moment."),
                var unexpected => throw unexpected,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => _bulkhead.Dispose();
}
