using System.Globalization;
using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Favorites.Features;

/// <summary>The body of both writes: <c>{"movie_id":268}</c>. The number may come as text.</summary>
internal sealed record MovieIdInput
{
    [JsonPropertyName("movie_id")]
    [JsonConverter(typeof(LenientTextConverter))]
    public string? MovieId { get; init; }

    /// <summary>The id, or null for an integer that no movie can have.</summary>
    public int? ToMovieId() => int.TryParse(MovieId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;
}
