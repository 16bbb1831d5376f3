using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

internal sealed record ProductionCountry([property: JsonPropertyName("iso_3166_1")] string Code, [property: JsonPropertyName("name")] string Name);
