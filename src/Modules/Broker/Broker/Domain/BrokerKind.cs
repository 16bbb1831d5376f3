namespace Monolith.Broker.Domain;

/// <summary>Kept by its name.</summary>
internal enum BrokerKind
{
    Kotak = 0,
    Zerodha = 1,
}
