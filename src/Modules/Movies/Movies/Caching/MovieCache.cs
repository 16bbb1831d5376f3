using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Caching;

/// <summary>
/// Keeps answers in memory: bounded in number and bytes, fetched once for all who wait for the same, given past their time when no new one can be had.
/// </summary>
internal sealed partial class MovieCache : IDisposable
{
    // What an entry costs beside its document: key, records, the store's own bookkeeping.
    private const int Overhead = 500;

    private readonly CacheSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<MovieCache> _logger;
    private readonly SingleFlight<MovieAnswer> _flights = new();
    private readonly MemoryCache _store;

    public MovieCache(MoviesSettings settings, TimeProvider time, ILogger<MovieCache> logger)
    {
        _settings = settings.Cache;
        _time = time;
        _logger = logger;
        _store = new MemoryCache(new MemoryCacheOptions { SizeLimit = _settings.MaxBytes, TrackStatistics = true });
    }

    public int Count => _store.Count;

    /// <summary>As counted against the limit.</summary>
    public long Bytes => _store.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    public void Dispose() => _store.Dispose();

    /// <param name="key">Names the question, in one spelling.</param>
    /// <param name="goodFor">How long a found answer is fresh.</param>
    /// <param name="fetch">Asks the provider; must end by itself in good time, for no waiter's cancellation reaches it.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public Task<MovieAnswer> GetAsync(string key, TimeSpan goodFor, Func<Task<MovieAnswer>> fetch, CancellationToken cancellationToken)
        => Fresh(key) is { } answer
            ? Task.FromResult(answer)
            : _flights.RunAsync(key, () => RefreshAsync(key, goodFor, fetch), cancellationToken);

    private async Task<MovieAnswer> RefreshAsync(string key, TimeSpan goodFor, Func<Task<MovieAnswer>> fetch)
    {
        // A flight that landed between the caller's look and this one's take-off has done the work.
        if (Fresh(key) is { } landed)
        {
            return landed;
        }

        var answer = await fetch();
        switch (answer.Kind)
        {
            case MovieAnswerKind.Found:
                Put(key, answer, goodFor, _settings.StaleFor);
                return answer;
            case MovieAnswerKind.Unknown:
                Put(key, answer, _settings.UnknownFor, staleFor: TimeSpan.Zero);
                return answer;
            default:
                return Stale(key) ?? answer;
        }
    }

    private MovieAnswer? Fresh(string key)
        => _store.Get<CachedAnswer>(key) is { } cached && _time.GetUtcNow() < cached.FreshUntil ? cached.Answer : null;

    private MovieAnswer? Stale(string key)
    {
        var now = _time.GetUtcNow();
        if (_store.Get<CachedAnswer>(key) is not { } cached || cached.StaleUntil <= now)
        {
            return null;
        }

        // The others need not wait for the same failure.
        Put(key, cached with { FreshUntil = now + _settings.AskAgainAfter });
        LogStale(now - cached.FreshUntil);
        return cached.Answer;
    }

    private void Put(string key, MovieAnswer answer, TimeSpan goodFor, TimeSpan staleFor)
    {
        var freshUntil = _time.GetUtcNow() + goodFor;
        Put(key, new CachedAnswer(answer, freshUntil, freshUntil + staleFor));
    }

    private void Put(string key, CachedAnswer cached)
    {
        var left = cached.StaleUntil - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        // Counting no entry as less than its share of the bytes bounds the number as well.
        var bytes = Math.Max(cached.Answer.Json.Length + (2 * key.Length) + Overhead, _settings.MaxBytes / _settings.MaxEntries);
        _store.Set(key, cached, new MemoryCacheEntryOptions { Size = bytes, AbsoluteExpirationRelativeToNow = left });
    }

    [LoggerMessage(EventIds.StaleAnswerServed, LogLevel.Warning, "No new answer about films could be had; one that is {Age} past its time was given")]
    private partial void LogStale(TimeSpan age);
}
