namespace Monolith.Broker.Domain;

/// <summary>What a broker knows a logged-in user by, or a user between the two steps.</summary>
/// <param name="Application">Kotak's token of the application, Zerodha's API key.</param>
/// <param name="Token">The user's; at Zerodha between the steps, the state that the browser must bring back.</param>
/// <param name="Sid">Kotak's session id; null at Zerodha, as the others.</param>
/// <param name="Server">Kotak's server.</param>
/// <param name="ClientCode">Kotak's name of the user.</param>
internal sealed record BrokerSession(string Application, string Token, string? Sid = null, string? Server = null, string? ClientCode = null)
{
    /// <summary>Without what it holds: a record's own would end up in a log one day.</summary>
    public override string ToString() => nameof(BrokerSession);
}
