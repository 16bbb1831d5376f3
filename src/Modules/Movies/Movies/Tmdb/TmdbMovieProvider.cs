using System.Globalization;
using Microsoft.Extensions.Logging;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Tmdb;

/// <summary>Answers from TMDB.</summary>
internal sealed partial class TmdbMovieProvider : IMovieProvider
{
    private readonly TmdbClient _client;
    private readonly string _language;
    private readonly ILogger<TmdbMovieProvider> _logger;

    public TmdbMovieProvider(TmdbClient client, MoviesSettings settings, ILogger<TmdbMovieProvider> logger)
    {
        _client = client;
        _language = $"language={settings.Language}";
        _logger = logger;
        LogChosen(settings.Tmdb.BaseUrl, settings.Language);
    }

    public async Task<MovieAnswer> SearchAsync(string text, CancellationToken cancellationToken)
    {
        var query = $"{_language}&page=1&include_adult=false&query={Uri.EscapeDataString(text)}";
        var reply = await _client.GetAsync("search", "/search/movie", query, cancellationToken);
        return Answer("search", reply, TmdbDocuments.SearchResults);
    }

    public async Task<MovieAnswer> ListGenresAsync(CancellationToken cancellationToken)
    {
        var reply = await _client.GetAsync("genres", "/genre/movie/list", _language, cancellationToken);
        return Answer("genres", reply, TmdbDocuments.Genres);
    }

    public async Task<MovieAnswer> GetDetailsAsync(int id, CancellationToken cancellationToken)
    {
        // TMDB counts from 1.
        if (id < 1)
        {
            return MovieAnswer.Unknown;
        }

        var reply = await _client.GetAsync("details", string.Create(CultureInfo.InvariantCulture, $"/movie/{id}"), _language, cancellationToken);
        return reply.Status == 404 ? MovieAnswer.Unknown : Answer("details", reply, body => TmdbDocuments.Details(body, id));
    }

    private MovieAnswer Answer(string operation, TmdbReply reply, Func<byte[], byte[]?> convert)
    {
        if (reply.Status == 200 && convert(reply.Body) is { } json)
        {
            return MovieAnswer.Found(json);
        }

        // 404 to a list: the base URL is not that of TMDB's API. The client has told of the other statuses.
        if (reply.Status is 200 or 404)
        {
            LogUnusable(operation, reply.Status);
        }

        return MovieAnswer.Unavailable;
    }

    [LoggerMessage(EventIds.TmdbChosen, LogLevel.Information, "TMDB at {BaseUrl} answers for films, in {Language}")]
    private partial void LogChosen(Uri baseUrl, string language);

    [LoggerMessage(EventIds.TmdbAnsweredUnusably, LogLevel.Warning, "TMDB's answer to {Operation} (status {Status}) is not what it documents; is Movies:Tmdb:BaseUrl right?")]
    private partial void LogUnusable(string operation, int status);
}
