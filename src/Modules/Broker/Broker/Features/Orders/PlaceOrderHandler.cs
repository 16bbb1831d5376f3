using MediatR;
using Monolith.Broker.Features.Connected;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

internal sealed class PlaceOrderHandler(ConnectedCalls calls) : IRequestHandler<PlaceOrderCommand, Result<string>>
{
    // Once it is on its way it is not called back when the caller leaves: the answer would be lost, not the order.
    public Task<Result<string>> Handle(PlaceOrderCommand request, CancellationToken cancellationToken)
        => calls.RunAsync(request.UserId, request.Broker, (api, session) => api.PlaceOrderAsync(session, request.Order, CancellationToken.None), cancellationToken);
}
