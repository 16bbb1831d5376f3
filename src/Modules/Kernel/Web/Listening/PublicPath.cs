namespace Monolith.Kernel.Web.Listening;

/// <summary>
/// Endpoint metadata of a process that has every path of its public listener to give away, a gateway: <c>/admin</c> there is somebody else's. Such an endpoint
/// must not be reachable by the internal listener.
/// </summary>
public sealed class PublicPath
{
    /// <summary>The only one.</summary>
    public static readonly PublicPath Mark = new();

    private PublicPath()
    {
    }
}
