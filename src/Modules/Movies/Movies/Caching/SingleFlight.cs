using System.Collections.Concurrent;

namespace Monolith.Movies.Caching;

/// <summary>
/// Runs one piece of work per key at a time, for all who ask meanwhile. The work belongs to nobody: one who gives up leaves it to the others.
/// </summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _flights = new(StringComparer.Ordinal);

    public Task<T> RunAsync(string key, Func<Task<T>> work, CancellationToken cancellationToken)
        => _flights.GetOrAdd(key, k => new Lazy<Task<T>>(() => FlyAsync(k, work))).Value.WaitAsync(cancellationToken);

    private async Task<T> FlyAsync(string key, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }
}
