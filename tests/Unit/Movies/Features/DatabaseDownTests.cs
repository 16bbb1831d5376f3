using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monolith.Kernel.Results;
using Monolith.Movies.Contracts;
using Shouldly;
using Xunit;

namespace Monolith.Unit.Movies.Features;

public sealed class DatabaseDownTests
{
    [Fact]
    public async Task AnyCall_DatabaseDown_AnswersTheContractsTextsInTime()
    {
        await using var host = await MoviesHost.WithoutDatabaseAsync();
        var watch = Stopwatch.StartNew();

        await ShouldFailAsync(host, "/api/movies/search?q=batman", "Erro ao buscar filmes no TMDB.");
        await ShouldFailAsync(host, "/api/movies/268", "Erro ao buscar detalhes do filme com ID 268 no TMDB.");
        (await host.GetAsync("/api/movies/genres")).Status.ShouldBe(200);
        var snapshot = await host.SendAsync(new GetMovieSnapshot(268));

        snapshot.Error.ShouldBe(new Error("movies.details_failed", "Erro ao buscar detalhes do filme com ID 268 no TMDB.", ErrorKind.Unavailable));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AnyCall_DatabaseHangs_AnswersBeforeTheFrontendGivesUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, Ports.Free());
        silent.Start();
        await using var host = await MoviesHost.WithSilentDatabaseAsync(((IPEndPoint)silent.LocalEndpoint).Port);
        var watch = Stopwatch.StartNew();

        await ShouldFailAsync(host, "/api/movies/search?q=batman", "Erro ao buscar filmes no TMDB.");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task ShouldFailAsync(MoviesHost host, string path, string message)
    {
        var (status, body) = await host.GetAsync(path);
        status.ShouldBe(400);
        body.GetProperty("message").GetString().ShouldBe(message);
    }
}
