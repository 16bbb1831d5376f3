using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis.Zerodha;

/// <summary>Zerodha's Kite Connect: the user logs in there with a browser, which brings back a request token.</summary>
internal interface IZerodhaApi : IBrokerApi
{
    /// <summary>Where the browser is to go.</summary>
    /// <param name="keys">Of the user's application.</param>
    /// <param name="state">Comes back with the request token.</param>
    string LoginUrlOf(BrokerKeys keys, string state);

    /// <summary>A request token is good for one.</summary>
    Task<Result<BrokerSession>> StartSessionAsync(BrokerKeys keys, string requestToken, CancellationToken cancellationToken);
}
