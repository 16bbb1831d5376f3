using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Modules;

/// <summary>Section <c>Modules:{Name}</c>.</summary>
public sealed class ModuleSettings : IValidatableObject
{
    /// <summary>The scheme of a <see cref="Url"/> whose name has an address for each process.</summary>
    internal const string DnsScheme = "dns";

    /// <summary>Null: in this process where it is loaded, else remote.</summary>
    public ModulePlacement? Placement { get; set; }

    /// <summary>
    /// The internal address of the process that has the module; required when remote. <c>http</c> or <c>https</c>: that one address. <c>dns://name:port</c>: every
    /// address that the machine's resolver (DNS, hosts file) has for the name, each a process of its own, spoken to by http.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>How long one request to the module may take, retries included; the caller's deadline counts as well.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How old the addresses of a <c>dns</c> name may be. 100 ms to 5 min; no longer than the records' TTL, which the resolver does not tell.</summary>
    public TimeSpan ResolveEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests to the module under way at a time when it is remote, 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = "must be 1 to 10000.")]
    public int MaxConcurrentCalls { get; set; } = 64;

    /// <summary>Requests that wait for one of those to end, 0 to 10,000; further ones are unavailable at once.</summary>
    [Range(0, 10_000, ErrorMessage = "must be 0 to 10000.")]
    public int MaxQueuedCalls { get; set; } = 128;

    /// <summary>How long nothing is sent once half of at least ten requests within ten seconds have failed. 500 ms to 5 min.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromMilliseconds(10) || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.010 and 00:05:00.", [nameof(Timeout)]);
        }

        if (ResolveEvery < TimeSpan.FromMilliseconds(100) || ResolveEvery > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.100 and 00:05:00.", [nameof(ResolveEvery)]);
        }

        // Polly takes nothing shorter.
        if (BreakFor < TimeSpan.FromMilliseconds(500) || BreakFor > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.500 and 00:05:00.", [nameof(BreakFor)]);
        }

        if (Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https" or DnsScheme) || Url.Scheme == DnsScheme && (Url.Port <= 0 || Url.AbsolutePath.Length > 1)))
        {
            yield return new ValidationResult("must be an absolute http or https URL, or dns://name:port.", [nameof(Url)]);
        }
    }
}
