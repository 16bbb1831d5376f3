using MediatR;
using Monolith.Broker.Data;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreKeysHandler(ConnectionStore store, ConnectionSecrets secrets, TimeProvider time) : IRequestHandler<StoreKeysCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(StoreKeysCommand request, CancellationToken cancellationToken)
    {
        var keys = secrets.Seal(request.Keys, request.UserId, request.Broker);
        return await store.ChangeAsync(
            request.UserId,
            request.Broker,
            connection =>
            {
                connection.StoreKeys(keys, time.GetUtcNow());
                return Unit.Value;
            },
            cancellationToken);
    }
}
