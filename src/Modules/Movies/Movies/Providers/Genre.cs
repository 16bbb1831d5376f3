using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

/// <summary>A genre with TMDB's id and its name in the configured language.</summary>
internal sealed record Genre([property: JsonPropertyName("id")] int Id, [property: JsonPropertyName("name")] string Name);
