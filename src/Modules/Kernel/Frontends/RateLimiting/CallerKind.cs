namespace Monolith.Kernel.Frontends.RateLimiting;

internal enum CallerKind
{
    User = 0,
    IPv4 = 1,
    IPv6 = 2,

    /// <summary>One of the counters that addresses share when there are too many.</summary>
    Shared = 3,
}
