using Microsoft.Extensions.Logging;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Caching;

/// <summary>
/// Keeps answers in memory: bounded in number and bytes, fetched once for all who wait for the same, given past their time when no new one can be had.
/// </summary>
internal sealed partial class MovieCache(MoviesSettings settings, TimeProvider time, ILogger<MovieCache> logger)
{
    private readonly CacheSettings _settings = settings.Cache;
    private readonly RecentAnswers _answers = new(settings.Cache.MaxEntries, settings.Cache.MaxBytes);
    private readonly SingleFlight<MovieAnswer> _flights = new();

    /// <summary>
    /// The key names the question, in one spelling. The fetch must end by itself in good time, for no waiter's cancellation reaches it: the token ends this
    /// caller's wait only.
    /// </summary>
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

    private MovieAnswer? Fresh(string key) => _answers.Find(key) is { } cached && time.GetUtcNow() < cached.FreshUntil ? cached.Answer : null;

    private MovieAnswer? Stale(string key)
    {
        var now = time.GetUtcNow();
        if (_answers.Find(key) is not { } cached || cached.StaleUntil <= now)
        {
            return null;
        }

        // The others need not wait for the same failure.
        _answers.Put(key, cached with { FreshUntil = now + _settings.AskAgainAfter });
        LogStale(now - cached.FreshUntil);
        return cached.Answer;
    }

    private void Put(string key, MovieAnswer answer, TimeSpan goodFor, TimeSpan staleFor)
    {
        var freshUntil = time.GetUtcNow() + goodFor;
        _answers.Put(key, new CachedAnswer(answer, freshUntil, freshUntil + staleFor));
    }

    [LoggerMessage(EventIds.StaleAnswerServed, LogLevel.Warning, "No new answer about films could be had; one that ran out {Ago} ago was given")]
    private partial void LogStale(TimeSpan ago);
}
