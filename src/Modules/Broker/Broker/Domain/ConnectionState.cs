namespace Monolith.Broker.Domain;

/// <summary>Kept by its name.</summary>
internal enum ConnectionState
{
    Disconnected = 0,

    /// <summary>The second step is awaited: <c>pending_2fa</c> at Kotak, <c>pending_login</c> at Zerodha.</summary>
    Pending = 1,

    Connected = 2,
}
