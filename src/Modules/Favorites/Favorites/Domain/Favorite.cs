using Monolith.Movies.Contracts;

namespace Monolith.Favorites.Domain;

/// <summary>A movie that a user likes, as it was when they said so: listing never asks Movies.</summary>
internal sealed class Favorite
{
    public int Id { get; private init; }

    public required int UserId { get; init; }

    public required int MovieId { get; init; }

    public required string MovieTitle { get; init; }

    public required string OriginalTitle { get; init; }

    public required string Overview { get; init; }

    public string? PosterPath { get; init; }

    public string? ReleaseDate { get; init; }

    public required int[] GenreIds { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public static Favorite Of(int userId, MovieSnapshot movie, DateTimeOffset now) => new()
    {
        UserId = userId,
        MovieId = movie.MovieId,
        MovieTitle = movie.Title,
        OriginalTitle = movie.OriginalTitle,
        Overview = movie.Overview,
        PosterPath = movie.PosterPath,
        ReleaseDate = movie.ReleaseDate,
        GenreIds = [.. movie.GenreIds],
        AddedAt = now,
    };
}
