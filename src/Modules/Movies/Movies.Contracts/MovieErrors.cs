namespace Monolith.Movies.Contracts;

/// <summary>The codes of the errors that the Movies module answers.</summary>
public static class MovieErrors
{
    /// <summary>The movie could not be had: unknown, or the provider does not answer.</summary>
    public const string DetailsFailed = "movies.details_failed";

    /// <summary>The text that the movies frontend shows for <see cref="DetailsFailed"/>.</summary>
    /// <param name="movieId">As the user gave it.</param>
    public static string DetailsFailedMessage(string movieId) => $"Erro ao buscar detalhes do filme com ID {movieId} no TMDB.";
}
