// expect: CountHandler answers Count with Int32.
//# assembly Monolith.Movies
using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Movies;

internal sealed record Count : IRequest<int>;

internal sealed class CountHandler : IRequestHandler<Count, int>
{
    public Task<int> Handle(Count request, CancellationToken cancellationToken) => Task.FromResult(1);
}
