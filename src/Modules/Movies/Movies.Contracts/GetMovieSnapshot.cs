using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

/// <summary>
/// Asks for what another module keeps of a movie. Answers error <see cref="MovieErrors.DetailsFailed"/> with the text that the movies frontend expects, of kind
/// NotFound for an unknown movie and Unavailable when the movies provider does not answer.
/// </summary>
/// <param name="MovieId">The movie's id, any integer.</param>
public sealed record GetMovieSnapshot(int MovieId) : IQuery<MovieSnapshot>;
