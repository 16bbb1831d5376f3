using System.Globalization;
using System.Text.Json;
using MediatR;
using Monolith.Kernel.Results;
using Monolith.Movies.Contracts;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Features.GetMovieSnapshot;

internal sealed class GetMovieSnapshotHandler(IMovieProvider movies) : IRequestHandler<Contracts.GetMovieSnapshot, Result<MovieSnapshot>>
{
    public async Task<Result<MovieSnapshot>> Handle(Contracts.GetMovieSnapshot request, CancellationToken cancellationToken)
    {
        var answer = await movies.GetDetailsAsync(request.MovieId, cancellationToken);
        if (answer.Kind != MovieAnswerKind.Found)
        {
            return new Error(
                MovieErrors.DetailsFailed,
                MovieErrors.DetailsFailedMessage(request.MovieId.ToString(CultureInfo.InvariantCulture)),
                answer.Kind == MovieAnswerKind.Unknown ? ErrorKind.NotFound : ErrorKind.Unavailable);
        }

        // Details have all fields of a summary, and the provider has seen to their types.
        var movie = JsonSerializer.Deserialize<MovieSummary>(answer.Json)!;
        return new MovieSnapshot(movie.Id, movie.Title, movie.OriginalTitle, movie.Overview, movie.PosterPath, movie.ReleaseDate, movie.GenreIds);
    }
}
