using System.Globalization;

namespace Monolith.Strangler.Cutover;

/// <summary>One limit for several steps together.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;

    public TimeLimit(TimeSpan limit, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(limit);
    }

    /// <exception cref="TimeoutException">The time is over; <paramref name="otherwise"/> says what had not happened.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public Task EndAsync(Func<CancellationToken, Task> step, string otherwise) => EndAsync(
        async token =>
        {
            await step(token);
            return true;
        },
        otherwise);

    /// <inheritdoc cref="EndAsync(Func{CancellationToken, Task}, string)"/>
    public async Task<T> EndAsync<T>(Func<CancellationToken, Task<T>> step, string otherwise)
    {
        try
        {
            return await step(_source.Token);
        }
        catch (OperationCanceledException e) when (!_caller.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{otherwise} after {_limit.TotalSeconds} s"), e);
        }
    }

    public void Dispose() => _source.Dispose();
}
