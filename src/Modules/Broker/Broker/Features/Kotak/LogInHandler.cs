using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Apis.Kotak;
using Monolith.Broker.Data;
using Monolith.Broker.Domain;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Kotak;

/// <summary>The first step at Kotak. Like the second it is taken, carried out without a lock, and ended.</summary>
internal sealed class LogInHandler(ConnectionStore store, ConnectionSecrets secrets, IKotakApi api, BrokerSettings settings, TimeProvider time)
    : IRequestHandler<LogInCommand, Result<Unit>>
{
    private const BrokerKind Kotak = BrokerKind.Kotak;
    private readonly ConnectionRules _rules = ConnectionRules.From(settings);

    public async Task<Result<Unit>> Handle(LogInCommand request, CancellationToken cancellationToken)
    {
        var (beginning, connection) = await store.ChangeAsync(request.UserId, Kotak, c => (c.BeginLogin(_rules, time.GetUtcNow()), c), cancellationToken);
        if (beginning != Beginning.Begun)
        {
            return BrokerErrors.Of(beginning, Kotak, _rules);
        }

        var generation = connection.Generation;
        // Whoever leaves now has sent a one-time password on its way all the same.
        var session = api.IsConfigured
            ? await api.LogInAsync(secrets.KeysOf(connection), request.MobileNumber, request.Password, CancellationToken.None)
            : ApiErrors.NotConfigured(Kotak);
        if (!session.Succeeded)
        {
            await EndAsync(request.UserId, generation, session.Error);
            return session.Error;
        }

        var secret = secrets.Seal(session.Value, request.UserId, Kotak);
        return await store.ChangeAsync(request.UserId, Kotak, c => c.AwaitSecondStep(generation, secret, time.GetUtcNow()), CancellationToken.None)
            ? Unit.Value
            : BrokerErrors.Overtaken;
    }

    private Task EndAsync(int userId, long generation, Error error) => store.ChangeAsync(
        userId,
        Kotak,
        connection =>
        {
            if (error.Code == ApiErrors.RefusedCode)
            {
                connection.RefuseLogin(generation, _rules, time.GetUtcNow());
            }
            else
            {
                connection.Release(generation);
            }

            return Unit.Value;
        },
        CancellationToken.None);
}
