using MediatR;
using Monolith.Broker.Features.Connected;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

internal sealed class CancelOrderHandler(ConnectedCalls calls) : IRequestHandler<CancelOrderCommand, Result<string>>
{
    public Task<Result<string>> Handle(CancelOrderCommand request, CancellationToken cancellationToken)
        => calls.RunAsync(request.UserId, request.Broker, (api, session) => api.CancelOrderAsync(session, request.OrderId, CancellationToken.None), cancellationToken);
}
