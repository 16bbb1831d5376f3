using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Features.Connected;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Orders;

internal sealed class ListOrdersHandler(ConnectedCalls calls) : IRequestHandler<ListOrdersQuery, Result<IReadOnlyList<OrderView>>>
{
    public Task<Result<IReadOnlyList<OrderView>>> Handle(ListOrdersQuery request, CancellationToken cancellationToken)
        => calls.RunAsync(request.UserId, request.Broker, (api, session) => api.ListOrdersAsync(session, cancellationToken), cancellationToken);
}
