using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Data;
using Monolith.Broker.Domain;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Connected;

/// <summary>What needs a connection: asks the broker with the user's session, and disconnects when the broker no longer knows it.</summary>
internal sealed class ConnectedCalls(ConnectionStore store, ConnectionSecrets secrets, BrokerApis apis, TimeProvider time)
{
    public async Task<Result<T>> RunAsync<T>(int userId, BrokerKind broker, Func<IBrokerApi, BrokerSession, Task<Result<T>>> call, CancellationToken cancellationToken)
    {
        var connection = await store.FindAsync(userId, broker, cancellationToken);
        if (connection is not { State: ConnectionState.Connected })
        {
            return BrokerErrors.NotLoggedIn(broker);
        }

        var api = apis[broker];
        if (!api.IsConfigured)
        {
            return ApiErrors.NotConfigured(broker);
        }

        var result = await call(api, secrets.SessionOf(connection));
        if (result.Error?.Code != ApiErrors.SessionEnded)
        {
            return result;
        }

        await store.ChangeAsync(userId, broker, c => Lose(c, connection.Generation), cancellationToken);
        return BrokerErrors.NotLoggedIn(broker);
    }

    private Unit Lose(Connection connection, long generation)
    {
        connection.Lose(generation, time.GetUtcNow());
        return Unit.Value;
    }
}
