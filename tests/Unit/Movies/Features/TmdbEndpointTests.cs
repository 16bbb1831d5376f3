using System.Text.Json;
using Monolith.Unit.Movies.Tmdb;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Features;

public sealed class TmdbEndpointTests
{
    [Fact]
    public async Task Search_FiveHundredAtOnce_AsksTmdbOnce()
    {
        await using var host = await TmdbHost.StartAsync();
        host.Tmdb.Answer = async context =>
        {
            await Task.Delay(200);
            await FakeTmdb.LikeTmdb(context);
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => host.Movies.GetAsync(i % 2 == 0 ? "/api/movies/search?q=Batman" : "/api/movies/search?q=%20batman%20")));

        answers.ShouldAllBe(a => a.Status == 200 && a.Body.GetArrayLength() == 1);
        host.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/movies/search")]
    [InlineData("/api/movies/search?q=")]
    [InlineData("/api/movies/search?q=%20%00")]
    public async Task Search_WithoutText_AnswersAnEmptyArrayAndDoesNotAsk(string path)
    {
        await using var host = await TmdbHost.StartAsync();

        var (status, body) = await host.Movies.GetAsync(path);

        status.ShouldBe(200);
        body.GetRawText().ShouldBe("[]");
        host.Tmdb.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCall_TmdbFails_AnswersTheContractsTexts()
    {
        await using var host = await TmdbHost.StartAsync();
        host.Tmdb.Answer = FakeTmdb.Status(500);

        await ShouldFailAsync(host, "/api/movies/search?q=batman", "Erro ao buscar filmes no TMDB.");
        await ShouldFailAsync(host, "/api/movies/genres", "Erro ao buscar gêneros no TMDB.");
        await ShouldFailAsync(host, "/api/movies/268", "Erro ao buscar detalhes do filme com ID 268 no TMDB.");
    }

    [Fact]
    public async Task Details_UnknownFilm_AnswersTheContractsText()
    {
        await using var host = await TmdbHost.StartAsync();

        await ShouldFailAsync(host, "/api/movies/999999999", "Erro ao buscar detalhes do filme com ID 999999999 no TMDB.");
        await ShouldFailAsync(host, "/api/movies/999999999", "Erro ao buscar detalhes do filme com ID 999999999 no TMDB.");
        host.Tmdb.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_TmdbFailsAfterAnAnswer_GivesTheOldAnswer()
    {
        await using var host = await TmdbHost.StartAsync(settings: ("Movies:Cache:SearchFor", "00:00:00"));
        var (_, fresh) = await host.Movies.GetAsync("/api/movies/search?q=batman");
        host.Tmdb.Answer = FakeTmdb.Status(500);

        var (status, stale) = await host.Movies.GetAsync("/api/movies/search?q=batman");

        status.ShouldBe(200);
        JsonElement.DeepEquals(stale, fresh).ShouldBeTrue();
        host.Tmdb.Requests.Count.ShouldBeGreaterThan(1);
        host.Movies.Logs.Lines.ShouldContain(l => l.Contains(" 3101 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_CallerGivesUp_OthersStillGetTheAnswer()
    {
        await using var host = await TmdbHost.StartAsync();
        var landing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Tmdb.Answer = async context =>
        {
            await landing.Task;
            await FakeTmdb.LikeTmdb(context);
        };
        using var impatient = new CancellationTokenSource();
        var first = host.Movies.Client.GetAsync(new Uri("/api/movies/search?q=batman", UriKind.Relative), impatient.Token);
        while (host.Tmdb.Requests.IsEmpty)
        {
            await Task.Delay(5);
        }

        var second = host.Movies.GetAsync("/api/movies/search?q=batman");
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await Task.Delay(50);
        landing.SetResult();

        (await second).Status.ShouldBe(200);
        host.Tmdb.Requests.Count.ShouldBe(1);
    }

    private static async Task ShouldFailAsync(TmdbHost host, string path, string message)
    {
        var (status, body) = await host.Movies.GetAsync(path);
        status.ShouldBe(400);
        body.GetRawText().ShouldContain("message");
        body.EnumerateObject().Count().ShouldBe(1);
        body.GetProperty("message").GetString().ShouldBe(message);
    }
}
