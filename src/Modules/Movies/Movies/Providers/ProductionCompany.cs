using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

internal sealed record ProductionCompany([property: JsonPropertyName("id")] int Id, [property: JsonPropertyName("name")] string Name);
