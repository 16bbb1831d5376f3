namespace Monolith.Broker.Domain;

/// <summary>What a user's application at a broker is known by.</summary>
/// <param name="Key">Kotak's consumer key, Zerodha's API key.</param>
/// <param name="Secret">Of that key.</param>
/// <param name="RedirectUri">Where Zerodha sends the browser; null at Kotak.</param>
internal sealed record BrokerKeys(string Key, string Secret, string? RedirectUri)
{
    /// <summary>Without what it holds: a record's own would end up in a log one day.</summary>
    public override string ToString() => nameof(BrokerKeys);
}
