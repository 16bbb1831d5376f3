using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Monolith.Movies.Providers;
using Npgsql;

namespace Monolith.Movies.Catalogue;

/// <summary>Answers from the built-in catalogue, in TMDB's shape.</summary>
internal sealed partial class CatalogueMovieProvider : IMovieProvider
{
    // A query takes milliseconds; the frontend gives up after 5 s.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly FilmSearch _films;
    private readonly string _language;
    private readonly GenreNames _genres;
    private readonly ILogger<CatalogueMovieProvider> _logger;

    public CatalogueMovieProvider(FilmSearch films, MoviesSettings settings, ILogger<CatalogueMovieProvider> logger)
    {
        _films = films;
        _language = settings.Language;
        _genres = new GenreNames(settings.Language);
        _logger = logger;
        LogChosen();
    }

    public Task<MovieAnswer> SearchAsync(string text, CancellationToken cancellationToken) => AskAsync(
        async deadline => Found((await _films.SearchAsync(text, deadline)).Select(SummaryOf)), cancellationToken);

    public Task<MovieAnswer> ListGenresAsync(CancellationToken cancellationToken) => Task.FromResult(Found(_genres.All));

    public Task<MovieAnswer> GetDetailsAsync(int id, CancellationToken cancellationToken) => AskAsync(
        async deadline => await _films.FindAsync(id, deadline) is { } film ? Found(DetailsOf(film)) : MovieAnswer.Unknown, cancellationToken);

    private static MovieAnswer Found<T>(T document) => MovieAnswer.Found(JsonSerializer.SerializeToUtf8Bytes(document, Json));

    private async Task<MovieAnswer> AskAsync(Func<CancellationToken, Task<MovieAnswer>> ask, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Budget);
        try
        {
            // Npgsql does not stop for the token while it connects to, or calls a query off at, a server that says nothing: such a call is left behind.
            return await ask(deadline.Token).WaitAsync(deadline.Token);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnavailable(e);
            return MovieAnswer.Unavailable;
        }
    }

    private MovieSummary SummaryOf(CatalogueFilm film) => new()
    {
        Id = film.Id,
        Title = film.Title,
        OriginalTitle = film.OriginalTitle,
        OriginalLanguage = film.OriginalLanguage,
        Overview = FilmOverview.Of(film, _language),
        ReleaseDate = ReleaseDateOf(film),
        GenreIds = film.GenreIds,
        Popularity = film.Popularity,
    };

    private MovieDetails DetailsOf(CatalogueFilm film) => new()
    {
        Id = film.Id,
        Title = film.Title,
        OriginalTitle = film.OriginalTitle,
        OriginalLanguage = film.OriginalLanguage,
        Overview = FilmOverview.Of(film, _language),
        ReleaseDate = ReleaseDateOf(film),
        GenreIds = film.GenreIds,
        Popularity = film.Popularity,
        Genres = _genres.Of(film.GenreIds),
        Runtime = film.Runtime,
    };

    // The year is all that is known; frontends take the first four characters of what must be a date.
    private static string ReleaseDateOf(CatalogueFilm film) => $"{film.Year:0000}-01-01";

    [LoggerMessage(EventIds.CatalogueChosen, LogLevel.Information, "No TMDB key is configured: the built-in catalogue answers for films")]
    private partial void LogChosen();

    [LoggerMessage(EventIds.CatalogueUnavailable, LogLevel.Warning, "The built-in catalogue could not be asked")]
    private partial void LogUnavailable(Exception exception);
}
