using System.Text.Json.Serialization;

namespace Monolith.Favorites.Features.ListFavorites;

/// <summary>A favourite as the frontend reads it.</summary>
internal sealed record FavoriteOutput(
    int Id,
    [property: JsonPropertyName("user_id")] int UserId,
    [property: JsonPropertyName("movie_id")] int MovieId,
    [property: JsonPropertyName("movie_title")] string MovieTitle,
    [property: JsonPropertyName("original_title")] string OriginalTitle,
    string Overview,
    [property: JsonPropertyName("poster_path")] string? PosterPath,
    [property: JsonPropertyName("release_date")] string? ReleaseDate,
    [property: JsonPropertyName("genre_ids")] IReadOnlyList<int> GenreIds);
