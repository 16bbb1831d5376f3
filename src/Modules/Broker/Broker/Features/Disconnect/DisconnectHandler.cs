using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Data;
using Monolith.Broker.Domain;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Disconnect;

internal sealed class DisconnectHandler(ConnectionStore store, ConnectionSecrets secrets, BrokerApis apis, TimeProvider time) : IRequestHandler<DisconnectCommand, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DisconnectCommand request, CancellationToken cancellationToken)
    {
        var session = await store.ChangeAsync(request.UserId, request.Broker, Disconnect, cancellationToken);
        // Here it is forgotten, whatever the broker says to that.
        if (session is not null && apis[request.Broker] is { IsConfigured: true } api)
        {
            await api.LogOutAsync(session, cancellationToken);
        }

        return Unit.Value;
    }

    private BrokerSession? Disconnect(Connection connection)
    {
        var session = connection.State == ConnectionState.Connected ? secrets.SessionOf(connection) : null;
        connection.Disconnect(time.GetUtcNow());
        return session;
    }
}
