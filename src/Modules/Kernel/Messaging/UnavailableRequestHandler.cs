using MediatR;
using Monolith.Kernel.Results;

namespace Monolith.Kernel.Messaging;

/// <summary>What a sender gets where the module is switched off.</summary>
internal sealed class UnavailableRequestHandler<TRequest, T>(ModuleRequest<TRequest, T> descriptor) : IRequestHandler<TRequest, Result<T>>
    where TRequest : class, IModuleRequest<T>
{
    public Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken)
        => Task.FromResult<Result<T>>(Unavailable.Because($"{descriptor.Name}: the module {descriptor.Module} is off (Modules:{descriptor.Module}:Placement)."));
}
