using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis.Kotak;

/// <summary>Kotak Neo: number and password, then a one-time password that Kotak sends to the phone.</summary>
internal interface IKotakApi : IBrokerApi
{
    /// <summary>The first step; the one-time password is on its way when it succeeds.</summary>
    /// <returns>A session that is good for the second step and nothing else.</returns>
    Task<Result<BrokerSession>> LogInAsync(BrokerKeys keys, string mobileNumber, string password, CancellationToken cancellationToken);

    /// <summary>The second step. A session of the first is good for one.</summary>
    Task<Result<BrokerSession>> ConfirmAsync(BrokerSession pending, string oneTimePassword, CancellationToken cancellationToken);
}
