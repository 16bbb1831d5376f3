using Monolith.Kernel.Results;
using Monolith.Movies.Contracts;

namespace Monolith.Favorites.Features;

/// <summary>The texts are the frontend's contract.</summary>
internal static class FavoriteErrors
{
    public static readonly Error AlreadyThere = new("favorites.already_there", "Filme já está nos favoritos.", ErrorKind.Conflict);

    public static readonly Error NotThere = new("favorites.not_there", "Filme não está nos favoritos.", ErrorKind.NotFound);

    public const string GenreNotAnInteger = "O ID do gênero deve ser um número inteiro.";

    /// <summary>Unknown, failing, slow or gone: for the frontend a movie that cannot be fetched is one error.</summary>
    public static Error NoSnapshot(string movieId, ErrorKind kind) => new("favorites.no_snapshot", MovieErrors.DetailsFailedMessage(movieId), kind);
}
