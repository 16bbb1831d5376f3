// expect: FindHandler answers Find with Film.
// expect: ListHandler answers List with List`1.
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

internal sealed class Film;

internal sealed record Find : IRequest<Film?>;

internal sealed class FindHandler : IRequestHandler<Find, Film?>
{
    public Task<Film?> Handle(Find request, CancellationToken cancellationToken) => Task.FromResult<Film?>(null);
}

internal sealed record List : IRequest<List<Film>>;

internal sealed class ListHandler : IRequestHandler<List, List<Film>>
{
    public Task<List<Film>> Handle(List request, CancellationToken cancellationToken) => Task.FromResult<List<Film>>([]);
}
