using System.Text.Json;
using MediatR;
using Monolith.Broker.Features.Connected;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Portfolio;

internal sealed class GetPortfolioHandler(ConnectedCalls calls) : IRequestHandler<GetPortfolioQuery, Result<IReadOnlyDictionary<string, JsonElement>>>
{
    public Task<Result<IReadOnlyDictionary<string, JsonElement>>> Handle(GetPortfolioQuery request, CancellationToken cancellationToken)
        => calls.RunAsync(request.UserId, request.Broker, (api, session) => api.ReadPortfolioAsync(session, cancellationToken), cancellationToken);
}
