using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Monolith.Kernel.Web;

/// <summary>Section <c>Web</c>: what one client may cost this process. Kestrel's own defaults are meant for a process behind a proxy that limits already.</summary>
public sealed class WebSettings : IValidatableObject
{
    /// <summary>Largest request body in bytes; a larger one is answered 413.</summary>
    [Range(1, 1L << 30, ErrorMessage = "must be 1 to 1073741824 bytes.")]
    public long MaxRequestBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Longest request line in bytes; a longer one is answered 414.</summary>
    [Range(256, 64 * 1024, ErrorMessage = "must be 256 to 65536 bytes.")]
    public int MaxRequestLineBytes { get; set; } = 8 * 1024;

    /// <summary>All request headers together, in bytes; more is answered 431.</summary>
    [Range(1024, 256 * 1024, ErrorMessage = "must be 1024 to 262144 bytes.")]
    public int MaxRequestHeadersBytes { get; set; } = 32 * 1024;

    /// <summary>Most request headers; more is answered 431.</summary>
    [Range(10, 1000, ErrorMessage = "must be 10 to 1000.")]
    public int MaxRequestHeaders { get; set; } = 100;

    /// <summary>How long a client may take to send the request's headers.</summary>
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may stay open between two requests. Longer than that of a load balancer in front, or it will reuse closed connections.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(75);

    /// <summary>Most connections on the public listener; further ones are closed. The internal listener has no limit, so that an operator always gets in.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be 1 to 1000000.")]
    public int MaxConnections { get; set; } = 2000;

    /// <summary>How long the answer to one request may take, up to a day; after that the work is cancelled and, if nothing was sent yet, 504 is answered.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After SIGTERM: how long connections are still accepted while <c>/health/ready</c> answers 503 already, for load balancers that need to see it. 0 by default.
    /// </summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>After SIGTERM and <see cref="DrainDelay"/>: how long running requests may take to finish before they are cut off.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Addresses or CIDR ranges of proxies in front whose X-Forwarded-For, -Proto and -Host are believed. Empty: nobody's, they are removed.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Whether answers carry <c>X-Request-Id</c>. False where answers are another server's, to be passed on as they are; requests carry it all the same.</summary>
    public bool RequestIdInAnswers { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[]
        {
            (nameof(RequestHeadersTimeout), RequestHeadersTimeout), (nameof(KeepAliveTimeout), KeepAliveTimeout),
        })
        {
            if (value < TimeSpan.FromMilliseconds(100) || value > TimeSpan.FromHours(1))
            {
                yield return new ValidationResult("must be between 00:00:00.100 and 01:00:00.", [name]);
            }
        }

        if (RequestTimeout < TimeSpan.FromMilliseconds(100) || RequestTimeout > TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("must be between 00:00:00.100 and 1.00:00:00.", [nameof(RequestTimeout)]);
        }

        foreach (var (name, value) in new[] { (nameof(DrainDelay), DrainDelay), (nameof(DrainTimeout), DrainTimeout) })
        {
            if (value < TimeSpan.Zero || value > TimeSpan.FromMinutes(10))
            {
                yield return new ValidationResult("must be between 00:00:00 and 00:10:00.", [name]);
            }
        }

        foreach (var proxy in TrustedProxies.Where(p => ParseNetwork(p) is null))
        {
            yield return new ValidationResult($"'{proxy}' is neither an IP address nor a CIDR range such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        }
    }

    internal static IPNetwork? ParseNetwork(string text)
        => IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
}
