// expect: 'stars' was 'int32' and is 'decimal'
//# file tests/ArchitectureTests/Approved/Events/movies.film-rated.v1.json
{ "id": "int32", "stars": "int32", "note": "string? optional" }
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Events;

namespace Monolith.Movies.Contracts;

[EventName("movies.film-rated")]
public sealed record FilmRated(int Id, decimal Stars, string? Note = null) : IIntegrationEvent;
