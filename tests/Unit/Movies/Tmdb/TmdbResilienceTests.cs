using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monolith.Movies.Providers;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Tmdb;

public sealed class TmdbResilienceTests
{
    private static readonly TimeSpan FrontendGivesUp = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Call_FailsOnce_IsRepeated(int status)
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = FakeTmdb.InTurn(FakeTmdb.Status(status), FakeTmdb.LikeTmdb);

        (await tmdb.Provider.GetDetailsAsync(268, default)).Kind.ShouldBe(MovieAnswerKind.Found);
        tmdb.Tmdb.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Call_ConnectionDropped_IsRepeated()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = FakeTmdb.InTurn(Drop, HalfAnAnswer, FakeTmdb.LikeTmdb);

        (await tmdb.Provider.GetDetailsAsync(268, default)).Kind.ShouldBe(MovieAnswerKind.Found);
    }

    [Fact]
    public async Task Call_NeverAnswered_EndsWithinTheBudget()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = Hang;

        var (answer, took) = await TimedAsync(() => tmdb.Provider.SearchAsync("batman", default));

        answer.Kind.ShouldBe(MovieAnswerKind.Unavailable);
        took.ShouldBeLessThan(FrontendGivesUp);
        tmdb.Tmdb.Requests.Count.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task Call_BodyTrickles_EndsWithinTheBudget()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = Trickle;

        var (answer, took) = await TimedAsync(() => tmdb.Provider.SearchAsync("batman", default));

        answer.Kind.ShouldBe(MovieAnswerKind.Unavailable);
        took.ShouldBeLessThan(FrontendGivesUp);
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnavailable()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        await tmdb.Tmdb.StopAsync();

        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task Call_RefusedForGood_IsNotRepeated(int status)
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = context =>
        {
            context.Response.Headers.Location = "/3/elsewhere";
            return FakeTmdb.Json(context, "{}", status);
        };

        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
        tmdb.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"page":1,"results":[""")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Call_AnsweredMalformed_IsUnavailable(string body)
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = context => FakeTmdb.Json(context, body);

        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_AnswerTooLarge_IsUnavailableAndNotRepeated(bool announced)
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = context => SendTooMuchAsync(context, announced);

        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
        tmdb.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Call_AskedToWaitWithinTheBudget_WaitsAndAsksAgain()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = FakeTmdb.InTurn(FakeTmdb.Status(429, "1"), FakeTmdb.LikeTmdb);

        var (answer, took) = await TimedAsync(() => tmdb.Provider.SearchAsync("batman", default));

        answer.Kind.ShouldBe(MovieAnswerKind.Found);
        took.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task Call_AskedToWaitTooLong_GivesUpAtOnce()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = FakeTmdb.InTurn(
            FakeTmdb.Status(429, DateTimeOffset.UtcNow.AddMinutes(1).ToString("R", CultureInfo.InvariantCulture)), FakeTmdb.LikeTmdb);

        var (answer, took) = await TimedAsync(() => tmdb.Provider.SearchAsync("batman", default));

        answer.Kind.ShouldBe(MovieAnswerKind.Unavailable);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        tmdb.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Breaker_MostCallsFail_LeavesTmdbAloneThenTriesAgain()
    {
        await using var tmdb = await TmdbFixture.StartAsync();
        tmdb.Tmdb.Answer = FakeTmdb.Status(500);
        for (var i = 0; i < 3; i++)
        {
            await tmdb.Provider.SearchAsync("batman", default);
        }

        tmdb.Logs.Lines.ShouldContain(l => l.Contains(" 3005 ", StringComparison.Ordinal));
        var asked = tmdb.Tmdb.Requests.Count;
        tmdb.Tmdb.Answer = FakeTmdb.LikeTmdb;
        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Unavailable);
        tmdb.Tmdb.Requests.Count.ShouldBe(asked);

        await Task.Delay(TimeSpan.FromMilliseconds(900));
        (await tmdb.Provider.SearchAsync("batman", default)).Kind.ShouldBe(MovieAnswerKind.Found);
        tmdb.Logs.Lines.ShouldContain(l => l.Contains(" 3006 ", StringComparison.Ordinal));
    }

    private static async Task<(MovieAnswer Answer, TimeSpan Took)> TimedAsync(Func<Task<MovieAnswer>> call)
    {
        var watch = Stopwatch.StartNew();
        return (await call(), watch.Elapsed);
    }

    private static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HalfAnAnswer(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("""{"id":268,""");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task Trickle(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(" ");
            await context.Response.Body.FlushAsync();
            await Task.Delay(20);
        }
    }

    private static async Task SendTooMuchAsync(HttpContext context, bool announced)
    {
        var chunk = new byte[100_000];
        Array.Fill(chunk, (byte)' ');
        context.Response.ContentLength = announced ? chunk.Length * 20 : null;
        for (var i = 0; i < 20 && !context.RequestAborted.IsCancellationRequested; i++)
        {
            await context.Response.Body.WriteAsync(chunk);
        }
    }
}
