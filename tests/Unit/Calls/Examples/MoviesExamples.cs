using Monolith.Movies.Contracts;

namespace Monolith.Unit.Calls.Examples;

internal static class MoviesExamples
{
    public static GetMovieSnapshot GetMovieSnapshot(CallWorld world) => new(world.MovieId);
}
