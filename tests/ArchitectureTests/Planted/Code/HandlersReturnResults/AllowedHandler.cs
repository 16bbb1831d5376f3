//# assembly Monolith.Movies
using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Movies;

internal sealed record Count : IRequest<Result<int>>;

internal sealed class CountHandler : IRequestHandler<Count, Result<int>>
{
    public Task<Result<int>> Handle(Count request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
}

internal abstract record Outcome
{
    internal sealed record Seen : Outcome;

    internal sealed record Unknown : Outcome;
}

internal sealed record See : IRequest<Outcome>;

internal sealed class SeeHandler : IRequestHandler<See, Outcome>
{
    public Task<Outcome> Handle(See request, CancellationToken cancellationToken) => Task.FromResult<Outcome>(new Outcome.Seen());
}

internal sealed record Forget : IRequest;

internal sealed class ForgetHandler : IRequestHandler<Forget>
{
    public Task<Unit> Handle(Forget request, CancellationToken cancellationToken) => Unit.Task;
}
