using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Movies;
using Monolith.Movies.Caching;
using Monolith.Movies.Providers;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Caching;

public sealed class MovieCacheTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualTime _time = new();
    private readonly MoviesSettings _settings = new();
    private readonly MovieCache _cache;
    private int _fetches;

    public MovieCacheTests() => _cache = new MovieCache(_settings, _time, NullLogger<MovieCache>.Instance);

    [Fact]
    public async Task Get_WithinItsTime_AsksOnce()
    {
        await GetAsync(Found("1"));
        _time.Advance(Hour - TimeSpan.FromTicks(1));

        Text(await GetAsync(Found("2"))).ShouldBe("1");
        _fetches.ShouldBe(1);
    }

    [Fact]
    public async Task Get_AfterItsTime_AsksAgain()
    {
        await GetAsync(Found("1"));
        _time.Advance(Hour);

        Text(await GetAsync(Found("2"))).ShouldBe("2");
    }

    [Fact]
    public async Task Get_ProviderFails_GivesTheOldAnswerAndLeavesTheProviderAloneForAWhile()
    {
        await GetAsync(Found("1"));
        _time.Advance(Hour);

        Text(await GetAsync(MovieAnswer.Unavailable)).ShouldBe("1");
        Text(await GetAsync(Found("2"))).ShouldBe("1");
        _fetches.ShouldBe(2);

        _time.Advance(_settings.Cache.AskAgainAfter);
        Text(await GetAsync(Found("2"))).ShouldBe("2");
    }

    [Fact]
    public async Task Get_ProviderFailsTooLong_Fails()
    {
        await GetAsync(Found("1"));
        _time.Advance(Hour + _settings.Cache.StaleFor - TimeSpan.FromSeconds(1));
        (await GetAsync(MovieAnswer.Unavailable)).Kind.ShouldBe(MovieAnswerKind.Found);
        _time.Advance(TimeSpan.FromSeconds(20));

        (await GetAsync(MovieAnswer.Unavailable)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
    }

    [Fact]
    public async Task Get_FailureWithoutOldAnswer_IsNotRemembered()
    {
        (await GetAsync(MovieAnswer.Unavailable)).Kind.ShouldBe(MovieAnswerKind.Unavailable);

        Text(await GetAsync(Found("1"))).ShouldBe("1");
    }

    [Fact]
    public async Task Get_UnknownFilm_IsRememberedShortly()
    {
        await GetAsync(MovieAnswer.Unknown);
        (await GetAsync(Found("1"))).Kind.ShouldBe(MovieAnswerKind.Unknown);
        _time.Advance(_settings.Cache.UnknownFor);

        Text(await GetAsync(Found("1"))).ShouldBe("1");
    }

    [Fact]
    public async Task Get_FilmThatWentAway_IsUnknownEvenWhenTheProviderFailsLater()
    {
        await GetAsync(Found("1"));
        _time.Advance(Hour);
        await GetAsync(MovieAnswer.Unknown);
        _time.Advance(_settings.Cache.UnknownFor);

        (await GetAsync(MovieAnswer.Unavailable)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
    }

    [Fact]
    public async Task Get_FiveHundredAtOnce_AsksOnce()
    {
        var callers = Enumerable.Range(0, 500).Select(_ => Task.Run(() => GetAsync(Found("1"), TimeSpan.FromMilliseconds(50)))).ToList();

        (await Task.WhenAll(callers)).ShouldAllBe(a => Text(a) == "1");
        _fetches.ShouldBe(1);
    }

    private static MovieAnswer Found(string text) => MovieAnswer.Found([(byte)text[0]]);

    private static string Text(MovieAnswer answer) => answer.Kind == MovieAnswerKind.Found ? ((char)answer.Json[0]).ToString() : answer.Kind.ToString();

    private Task<MovieAnswer> GetAsync(MovieAnswer provided, TimeSpan after = default) => _cache.GetAsync("key", Hour, async () =>
    {
        Interlocked.Increment(ref _fetches);
        await Task.Delay(after);
        return provided;
    }, default);
}
