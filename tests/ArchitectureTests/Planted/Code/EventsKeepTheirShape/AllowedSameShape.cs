// A second version beside the first, each as it was approved.
//# file tests/ArchitectureTests/Approved/Events/movies.film-rated.v2.json
{ "id": "int32", "raters": "list", "raters[]": "object", "raters[].stars": "enum One=1 Two=2", "raters[].name": "string?", "prices": "dictionary?", "prices[]": "decimal" }
//# file tests/ArchitectureTests/Approved/Events/movies.film-rated.v1.json
{ "id": "int32", "stars": "int32", "note": "string? optional" }
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Events;

namespace Monolith.Movies.Contracts;

[EventName("movies.film-rated")]
public sealed record FilmRated(int Id, int Stars, string? Note = null) : IIntegrationEvent;

[EventName("movies.film-rated", Version = 2)]
public sealed record FilmRatedByMany(int Id, System.Collections.Generic.IReadOnlyList<Rater> Raters, System.Collections.Generic.IReadOnlyDictionary<string, decimal>? Prices) : IIntegrationEvent;

public sealed record Rater(Stars Stars, string? Name);

public enum Stars
{
    One = 1,
    Two = 2,
}
