namespace Monolith.Movies.Contracts;

/// <summary>What is true of a movie at one moment, in the configured language, for a module to keep.</summary>
/// <param name="MovieId">The movie's id.</param>
/// <param name="Title">Title in the configured language.</param>
/// <param name="OriginalTitle">Title in the original language.</param>
/// <param name="Overview">A short text; empty when there is none.</param>
/// <param name="PosterPath">Path below the image host, beginning with a slash; null when there is no poster.</param>
/// <param name="ReleaseDate">As TMDB writes it, <c>yyyy-MM-dd</c>; empty or null when unknown.</param>
/// <param name="GenreIds">TMDB's genre ids, in its order.</param>
public sealed record MovieSnapshot(
    int MovieId, string Title, string OriginalTitle, string Overview, string? PosterPath, string? ReleaseDate, IReadOnlyList<int> GenreIds);
