namespace Monolith.Broker.Features;

/// <summary>The states in the contract's words.</summary>
internal static class StateNames
{
    public const string Disconnected = "disconnected";
    public const string PendingSecondFactor = "pending_2fa";
    public const string PendingLogin = "pending_login";
    public const string Connected = "connected";
}
