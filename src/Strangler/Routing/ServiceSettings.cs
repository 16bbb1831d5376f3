namespace Monolith.Strangler.Routing;

/// <summary>Section <c>Strangler:Services:{module}</c>.</summary>
internal sealed class ServiceSettings
{
    /// <summary>Where the service's public routes are, <c>http://host:port</c> without a path.</summary>
    public Uri? Url { get; set; }
}
