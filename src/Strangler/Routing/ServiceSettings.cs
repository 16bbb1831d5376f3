using System.ComponentModel.DataAnnotations;

namespace Monolith.Strangler.Routing;

/// <summary>Section <c>Strangler:Services:{module}</c>.</summary>
internal sealed class ServiceSettings
{
    // sockaddr_un.sun_path with its closing zero.
    private const int LongestSocketPath = 107;

    /// <summary>Where the service's public routes are: <c>http://host:port</c>, <c>https://host:port</c> (without a path) or <c>unix:/path/to.sock</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>What is spoken there.</summary>
    public ServiceProtocol Protocol { get; set; } = ServiceProtocol.Http1;

    /// <summary>The path that answers 2xx while the service can take requests. Null or empty: it is not asked, and never found unhealthy.</summary>
    public string? Health { get; set; } = "/health/ready";

    /// <summary>Whether clients get the CORS and rate limit headers of its answers. False where the host applies both itself, for the service too.</summary>
    public bool KeepsPolicies { get; set; }

    /// <summary>What is wrong with them.</summary>
    /// <param name="key">The configuration key of the service, relative to the settings that hold it.</param>
    public IEnumerable<ValidationResult> Validate(string key)
    {
        if (Url is not { IsAbsoluteUri: true, UserInfo: "", Fragment: "", Query: "" } url || !(url.Scheme == "unix" ? IsSocket(url) : IsAuthority(url)))
        {
            yield return new(
                $"must be an http or https URL without a path, such as http://127.0.0.1:5101, or unix: and the absolute path of a socket (at most {LongestSocketPath} bytes), such as unix:/run/monolith/favorites.sock, not '{Url}'.",
                [$"{key}:{nameof(Url)}"]);
        }

        if (!Enum.IsDefined(Protocol))
        {
            yield return new($"must be {string.Join(" or ", Enum.GetNames<ServiceProtocol>())}, not '{Protocol}'.", [$"{key}:{nameof(Protocol)}"]);
        }

        if (Health is { Length: > 0 } path && !IsPath(path))
        {
            yield return new($"must be a path such as /health/ready, not '{path}'.", [$"{key}:{nameof(Health)}"]);
        }
    }

    private static bool IsPath(string path) => path[0] == '/' && Uri.IsWellFormedUriString(path, UriKind.Relative) && !path.Contains('#', StringComparison.Ordinal);

    private static bool IsAuthority(Uri url) => url.Scheme is "http" or "https" && url.AbsolutePath == "/";

    private static bool IsSocket(Uri url)
        => url.Host.Length == 0 && url.AbsolutePath is ['/', _, ..] && System.Text.Encoding.UTF8.GetByteCount(Uri.UnescapeDataString(url.AbsolutePath)) <= LongestSocketPath;
}
