namespace Monolith.Strangler.Gateway.Traffic;

/// <summary>Marks the endpoints that take what comes in from outside: the routes of the file, and the rest, which is the monolith's.</summary>
internal sealed class GatewayEndpoint
{
    public static readonly GatewayEndpoint Mark = new();
}
