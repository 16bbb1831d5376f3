namespace Monolith.Movies.Catalogue;

/// <summary>A film as the catalogue knows it.</summary>
/// <param name="Id">TMDB's id where it is known for certain, else one above 9,000,000 of our own.</param>
/// <param name="Title">In English, mostly.</param>
/// <param name="OriginalTitle">The title where no other is known.</param>
/// <param name="OriginalLanguage">ISO 639-1.</param>
/// <param name="Year">Of the first release.</param>
/// <param name="Runtime">In minutes.</param>
/// <param name="GenreIds">TMDB's ids.</param>
/// <param name="Directors">None for three films of the data set.</param>
/// <param name="Popularity">How many of the catalogue's films its most frequent director made; 1 when it has none.</param>
internal sealed record CatalogueFilm(
    int Id,
    string Title,
    string OriginalTitle,
    string OriginalLanguage,
    short Year,
    short Runtime,
    int[] GenreIds,
    string[] Directors,
    float Popularity);
