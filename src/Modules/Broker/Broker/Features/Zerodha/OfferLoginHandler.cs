using System.Security.Cryptography;
using MediatR;
using Monolith.Broker.Apis;
using Monolith.Broker.Apis.Zerodha;
using Monolith.Broker.Data;
using Monolith.Broker.Domain;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class OfferLoginHandler(ConnectionStore store, ConnectionSecrets secrets, IZerodhaApi api, TimeProvider time) : IRequestHandler<OfferLoginCommand, Result<string>>
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int StateLength = 32;

    public async Task<Result<string>> Handle(OfferLoginCommand request, CancellationToken cancellationToken)
    {
        var state = RandomNumberGenerator.GetString(Alphabet, StateLength);
        return await store.ChangeAsync<Result<string>>(
            request.UserId,
            BrokerKind.Zerodha,
            connection =>
            {
                if (connection.Keys is null)
                {
                    return BrokerErrors.NoKeys(BrokerKind.Zerodha);
                }

                if (!api.IsConfigured)
                {
                    return ApiErrors.NotConfigured(BrokerKind.Zerodha);
                }

                var keys = secrets.KeysOf(connection);
                connection.OfferLogin(secrets.Seal(new BrokerSession(keys.Key, state), request.UserId, BrokerKind.Zerodha), time.GetUtcNow());
                return api.LoginUrlOf(keys, state);
            },
            cancellationToken);
    }
}
