// expect: movies.film-rated.v2 is not approved as it is
// expect: movies.film-rated.v1 is gone
//# file tests/ArchitectureTests/Approved/Events/movies.film-rated.v1.json
{ "id": "int32", "stars": "int32", "note": "string? optional" }
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Events;

namespace Monolith.Movies.Contracts;

[EventName("movies.film-rated", Version = 2)]
public sealed record FilmRated(int Id) : IIntegrationEvent;
