using System.Text.Json;
using Monolith.Broker.Domain;
using Monolith.Kernel.Results;

namespace Monolith.Broker.Apis;

/// <summary>
/// What may be done at a broker with a session. Errors are those of <see cref="ApiErrors"/>: <see cref="ErrorKind.Forbidden"/> is a session that has ended,
/// <see cref="ErrorKind.Invalid"/> the broker's refusal, <see cref="ErrorKind.Unavailable"/> no answer, <see cref="ErrorKind.Failed"/> one that is of no use.
/// </summary>
internal interface IBrokerApi
{
    BrokerKind Kind { get; }

    /// <summary>False: no base URL was configured, and every call is answered with that.</summary>
    bool IsConfigured { get; }

    /// <summary>The parts that the frontend's contract names, each as the broker sends it.</summary>
    Task<Result<IReadOnlyDictionary<string, JsonElement>>> ReadPortfolioAsync(BrokerSession session, CancellationToken cancellationToken);

    /// <summary>The day's, in the broker's order.</summary>
    Task<Result<IReadOnlyList<OrderView>>> ListOrdersAsync(BrokerSession session, CancellationToken cancellationToken);

    /// <summary>Sent once, whatever happens.</summary>
    /// <returns>The broker's id of it. Whether it was filled or rejected is in the list.</returns>
    Task<Result<string>> PlaceOrderAsync(BrokerSession session, NewOrder order, CancellationToken cancellationToken);

    /// <returns>The id.</returns>
    Task<Result<string>> CancelOrderAsync(BrokerSession session, string orderId, CancellationToken cancellationToken);

    /// <summary>Ends the session at the broker. If that fails, the broker ends it at its own time.</summary>
    Task LogOutAsync(BrokerSession session, CancellationToken cancellationToken);
}
