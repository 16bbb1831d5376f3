using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

/// <summary>What the frontend's contract says of every film, in TMDB's names and types.</summary>
internal abstract record MovieFields
{
    [JsonPropertyName("id")]
    public required int Id { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("original_title")]
    public required string OriginalTitle { get; init; }

    [JsonPropertyName("original_language")]
    public required string OriginalLanguage { get; init; }

    [JsonPropertyName("overview")]
    public required string Overview { get; init; }

    [JsonPropertyName("poster_path")]
    public string? PosterPath { get; init; }

    [JsonPropertyName("backdrop_path")]
    public string? BackdropPath { get; init; }

    /// <summary><c>yyyy-MM-dd</c>, or empty.</summary>
    [JsonPropertyName("release_date")]
    public required string ReleaseDate { get; init; }

    [JsonPropertyName("genre_ids")]
    public required IReadOnlyList<int> GenreIds { get; init; }

    [JsonPropertyName("popularity")]
    public double Popularity { get; init; }

    [JsonPropertyName("vote_average")]
    public double VoteAverage { get; init; }

    [JsonPropertyName("vote_count")]
    public int VoteCount { get; init; }

    [JsonPropertyName("adult")]
    public bool Adult { get; init; }

    [JsonPropertyName("video")]
    public bool Video { get; init; }
}
