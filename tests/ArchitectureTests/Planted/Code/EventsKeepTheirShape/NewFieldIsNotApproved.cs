// expect: movies.film-rated.v1 is not approved as it is
//# file tests/ArchitectureTests/Approved/Events/movies.film-rated.v1.json
{ "id": "int32", "stars": "int32", "note": "string? optional" }
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Events;

namespace Monolith.Movies.Contracts;

[EventName("movies.film-rated")]
public sealed record FilmRated(int Id, int Stars, string? Note = null, int? By = null) : IIntegrationEvent;
