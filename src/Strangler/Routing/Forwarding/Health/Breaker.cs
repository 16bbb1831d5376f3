using Polly;
using Polly.CircuitBreaker;

namespace Monolith.Strangler.Routing.Forwarding.Health;

/// <summary>
/// Spares requests the wait for a service that does not answer: Polly's circuit breaker. Open, it lets nothing through; after a while one request may try, and
/// its end decides. Requests that say nothing of the service count on neither side, as they could not if they ran inside Polly's pipeline.
/// </summary>
internal sealed class Breaker
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<ServiceSign> _circuit;

    public Breaker(BreakerSettings settings, TimeProvider time, Action opened, Action closed)
        => _circuit = new ResiliencePipelineBuilder<ServiceSign> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ServiceSign>
            {
                FailureRatio = settings.FailureRatio,
                MinimumThroughput = settings.MinimumThroughput,
                SamplingDuration = settings.SamplingDuration,
                BreakDuration = settings.BreakDuration,
                StateProvider = _state,
                // A trial whose client went away has proved nothing: the next one is due after another while.
                ShouldHandle = static sign => ValueTask.FromResult(sign.Outcome.Result != ServiceSign.Alive),
                OnOpened = _ => Done(opened),
                OnClosed = _ => Done(closed),
            })
            .Build();

    public bool IsOpen => _state.CircuitState != CircuitState.Closed;

    /// <summary>Runs it, when the service may be tried.</summary>
    /// <returns>False when it was not run.</returns>
    public async ValueTask<bool> TryAsync<TState>(Func<TState, ValueTask<ServiceSign>> forward, TState state)
    {
        var context = ResilienceContextPool.Shared.Get();
        try
        {
            if (IsOpen)
            {
                var trial = await _circuit.ExecuteOutcomeAsync(
                    static async (_, run) => Outcome.FromResult(await run.forward(run.state)), context, (forward, state));
                return trial.Exception is not BrokenCircuitException;
            }

            var sign = await forward(state);
            if (sign != ServiceSign.None)
            {
                await _circuit.ExecuteOutcomeAsync(static (_, sign) => ValueTask.FromResult(Outcome.FromResult(sign)), context, sign);
            }

            return true;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ValueTask Done(Action tell)
    {
        tell();
        return ValueTask.CompletedTask;
    }
}
