namespace Monolith.Movies.Providers;

/// <summary>Where films come from. Answers within the time the frontend waits; an expected failure is an answer, not an exception.</summary>
internal interface IMovieProvider
{
    /// <summary>A JSON array of films, best match first. The text is as <see cref="SearchText"/> normalised it, and never empty.</summary>
    Task<MovieAnswer> SearchAsync(string text, CancellationToken cancellationToken);

    /// <summary>A JSON array of genres.</summary>
    Task<MovieAnswer> ListGenresAsync(CancellationToken cancellationToken);

    /// <summary>A JSON object with a film's details. The id may be any integer.</summary>
    Task<MovieAnswer> GetDetailsAsync(int id, CancellationToken cancellationToken);
}
