using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Monolith.Unit.Movies.Tmdb;

/// <summary>An HTTP server in TMDB's place, which answers as a test says and notes what it was asked.</summary>
internal sealed class FakeTmdb : IAsyncDisposable
{
    public const string Batman =
        """
        {"id":268,"title":"Batman","original_title":"Batman","original_language":"en","overview":"Em Gotham","poster_path":"/p.jpg","backdrop_path":null,
         "release_date":"1989-06-21","genre_ids":[14,28,80],"popularity":56.25,"vote_average":7.238,"vote_count":7999,"adult":false,"video":false,"softcore":{"x":[1]}}
        """;

    public const string BatmanDetails =
        """
        {"id":268,"title":"Batman","original_title":"Batman","original_language":"en","overview":"Em Gotham","poster_path":"/p.jpg","backdrop_path":null,
         "belongs_to_collection":{"id":120794},"release_date":"1989-06-21","genres":[{"id":14,"name":"Fantasia"},{"id":28,"name":"Ação"}],"popularity":56.25,
         "vote_average":7.238,"vote_count":7999,"adult":false,"video":false,"production_countries":[{"iso_3166_1":"US","name":"United States of America"}],
         "production_companies":[{"id":174,"logo_path":"/w.png","name":"Warner Bros. Pictures","origin_country":"US"}],"runtime":126,"imdb_id":"tt0096895",
         "budget":35000000,"revenue":411348924,"status":"Released","tagline":"","homepage":"","spoken_languages":[{"english_name":"English","iso_639_1":"en","name":"English"}]}
        """;

    private readonly WebApplication _application;

    private FakeTmdb(WebApplication application) => _application = application;

    public Uri Url => new($"{_application.Urls.Single()}/3");

    /// <summary>Path, query and authorization of each request.</summary>
    public ConcurrentQueue<(string Url, string? Authorization)> Requests { get; } = new();

    /// <summary>What it does; answers as TMDB does unless told otherwise.</summary>
    public RequestDelegate Answer { get; set; } = LikeTmdb;

    public static async Task<FakeTmdb> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add($"http://127.0.0.1:{Ports.Free()}");
        var tmdb = new FakeTmdb(application);
        application.Run(context =>
        {
            tmdb.Requests.Enqueue((context.Request.GetEncodedPathAndQuery(), context.Request.Headers.Authorization));
            return tmdb.Answer(context);
        });
        await application.StartAsync();
        return tmdb;
    }

    public static Task LikeTmdb(HttpContext context) => context.Request.Path.Value switch
    {
        "/3/search/movie" => Json(context, $$"""{"page":1,"results":[{{Batman}}],"total_pages":1,"total_results":1}"""),
        "/3/genre/movie/list" => Json(context, """{"genres":[{"id":28,"name":"Ação"},{"id":12,"name":"Aventura"}]}"""),
        "/3/movie/268" => Json(context, BatmanDetails),
        _ => Json(context, """{"success":false,"status_code":34,"status_message":"The resource you requested could not be found."}""", 404),
    };

    public static Task Json(HttpContext context, string body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return Json(context, "{}", status);
    };

    /// <summary>Each answer once, the last for ever.</summary>
    public static RequestDelegate InTurn(params RequestDelegate[] answers)
    {
        var next = -1;
        return context => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)](context);
    }

    public Task StopAsync() => _application.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
