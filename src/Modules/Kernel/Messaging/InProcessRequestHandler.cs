using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>What a sender gets where the module is in the same process: the rules of a remote call, without the wire.</summary>
internal sealed class InProcessRequestHandler<TRequest, T>(
    ModuleRequest<TRequest, T> descriptor, ModuleRequestRunner runner, TransactionGuard guard, IServiceProvider callersScope) : IRequestHandler<TRequest, Result<T>>
    where TRequest : class, IModuleRequest<T>
{
    public Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken)
    {
        guard.ThrowIfOpen(callersScope, typeof(TRequest));
        return runner.RunAsync(descriptor, request, cancellationToken);
    }
}
