using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Integration.Movies;

/// <summary>TMDB v3 as far as the Movies module knows it: an HTTP server that can be made to fail or to be slow.</summary>
internal sealed class FakeTmdb : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    private readonly WebApplication _app;

    private FakeTmdb(WebApplication app, Uri baseUrl)
    {
        _app = app;
        BaseUrl = baseUrl;
    }

    public Uri BaseUrl { get; }

    /// <summary>Path and query of each request, without the key.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers 503 to everything.</summary>
    public bool Down { get; set; }

    /// <summary>Before each answer.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<FakeTmdb> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = Ports.Free();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var app = builder.Build();
        var tmdb = new FakeTmdb(app, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/3")));
        app.Run(tmdb.AnswerAsync);
        await app.StartAsync();
        return tmdb;
    }

    public static string TitleOf(int id) => string.Create(CultureInfo.InvariantCulture, $"O Filme {id} – ação");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["api_key"] != Key)
        {
            await AnswerAsync(context, 401, new JsonObject { ["status_code"] = 7 });
            return;
        }

        Requests.Enqueue($"{context.Request.Path}?{string.Join('&', query.Where(q => q.Key != "api_key").OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => $"{q.Key}={q.Value}"))}");
        await Task.Delay(Delay, context.RequestAborted);
        if (Down)
        {
            await AnswerAsync(context, 503, new JsonObject { ["status_code"] = 9 });
            return;
        }

        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await (path switch
        {
            ["3", "search", "movie"] => AnswerAsync(context, 200, new JsonObject
            {
                ["page"] = 1, ["results"] = new JsonArray(Movie(7001, "genre_ids"), Movie(7002, "genre_ids")), ["total_pages"] = 1, ["total_results"] = 2,
            }),
            ["3", "genre", "movie", "list"] => AnswerAsync(context, 200, new JsonObject
            {
                ["genres"] = new JsonArray(new JsonObject { ["id"] = 28, ["name"] = "Ação" }, new JsonObject { ["id"] = 12, ["name"] = "Aventura" }),
            }),
            ["3", "movie", var id] when int.TryParse(id, out var movie) && movie is >= 7000 and < 8000 => AnswerAsync(context, 200, Movie(movie, "genres")),
            _ => AnswerAsync(context, 404, new JsonObject { ["status_code"] = 34, ["status_message"] = "The resource you requested could not be found." }),
        });
    }

    private static JsonObject Movie(int id, string genres) => new()
    {
        ["adult"] = false,
        ["backdrop_path"] = "/b.jpg",
        [genres] = genres == "genre_ids" ? new JsonArray(28) : new JsonArray(new JsonObject { ["id"] = 28, ["name"] = "Ação" }),
        ["id"] = id,
        ["imdb_id"] = "tt0000001",
        ["original_language"] = "en",
        ["original_title"] = string.Create(CultureInfo.InvariantCulture, $"Movie {id}"),
        ["overview"] = "Uma sinopse.",
        ["popularity"] = 12.5,
        ["poster_path"] = "/p.jpg",
        ["production_companies"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = "Studio", ["logo_path"] = null, ["origin_country"] = "US" }),
        ["production_countries"] = new JsonArray(new JsonObject { ["iso_3166_1"] = "US", ["name"] = "United States of America" }),
        ["spoken_languages"] = new JsonArray(new JsonObject { ["iso_639_1"] = "en", ["name"] = "English", ["english_name"] = "English" }),
        ["release_date"] = "1989-06-23",
        ["revenue"] = 411_348_924,
        ["budget"] = 35_000_000,
        ["runtime"] = 126,
        ["status"] = "Released",
        ["tagline"] = "",
        ["homepage"] = "",
        ["title"] = TitleOf(id),
        ["video"] = false,
        ["vote_average"] = 7.2,
        ["vote_count"] = 7000,
    };

    private static async Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
