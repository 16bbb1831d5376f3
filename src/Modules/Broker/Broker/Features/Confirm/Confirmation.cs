using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Data;
using Monolith.Broker.Domain;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Confirm;

/// <summary>
/// The second step of a log-in, at either broker: (1) the step is taken, so that of two calls one goes on; (2) the broker is asked, without a lock; (3) its answer
/// counts if nothing else happened meanwhile. The caller going away ends none of it: the broker has been asked, and what it was asked with is used up.
/// </summary>
internal sealed class Confirmation(ConnectionStore store, ConnectionSecrets secrets, BrokerSettings settings, TimeProvider time)
{
    private readonly ConnectionRules _rules = ConnectionRules.From(settings);

    /// <param name="userId">Whose connection.</param>
    /// <param name="api">The broker.</param>
    /// <param name="exchange">Gives the broker the second proof and is given the session; refusals of the broker's are <see cref="ErrorKind.Invalid"/>.</param>
    /// <param name="cancellationToken">Until the broker is asked.</param>
    public async Task<Result<Unit>> RunAsync(
        int userId, IBrokerApi api, Func<BrokerKeys, BrokerSession, Task<Result<BrokerSession>>> exchange, CancellationToken cancellationToken)
    {
        var (beginning, pending) = await store.ChangeAsync(userId, api.Kind, c => (c.BeginSecondStep(_rules, time.GetUtcNow()), c), cancellationToken);
        if (beginning != Beginning.Begun)
        {
            return BrokerErrors.Of(beginning, api.Kind, _rules);
        }

        var generation = pending.Generation;
        var session = api.IsConfigured ? await exchange(secrets.KeysOf(pending), secrets.SessionOf(pending)) : ApiErrors.NotConfigured(api.Kind);
        if (!session.Succeeded)
        {
            await EndAsync(userId, api.Kind, generation, session.Error);
            return session.Error;
        }

        var secret = secrets.Seal(session.Value, userId, api.Kind);
        if (await store.ChangeAsync(userId, api.Kind, c => c.Connect(generation, secret, time.GetUtcNow()), CancellationToken.None))
        {
            return Unit.Value;
        }

        // Nobody will ever use it.
        await api.LogOutAsync(session.Value, CancellationToken.None);
        return BrokerErrors.Overtaken;
    }

    private Task EndAsync(int userId, BrokerKind broker, long generation, Error error) => store.ChangeAsync(
        userId,
        broker,
        connection =>
        {
            if (error.Code == ApiErrors.RefusedCode)
            {
                connection.RefuseSecondStep(generation, _rules, time.GetUtcNow());
            }
            else
            {
                connection.Release(generation);
            }

            return Unit.Value;
        },
        CancellationToken.None);
}
