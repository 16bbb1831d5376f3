using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

internal sealed record SpokenLanguage([property: JsonPropertyName("iso_639_1")] string Code, [property: JsonPropertyName("name")] string Name);
