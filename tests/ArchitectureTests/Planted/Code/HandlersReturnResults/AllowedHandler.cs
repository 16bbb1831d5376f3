//# assembly Monolith.Movies
using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Movies;

internal sealed record Count : IRequest<Result<int>>;

internal sealed class CountHandler : IRequestHandler<Count, Result<int>>
{
    public Task<Result<int>> Handle(Count request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
}
