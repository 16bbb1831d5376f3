using System.Net;
using System.Threading.RateLimiting;

namespace Monolith.Kernel.Security.Operators;

/// <summary>Counts wrong operator tokens per address. A token of 256 bits cannot be guessed; this keeps who tries from filling the log.</summary>
internal sealed class FailedOperators : IDisposable
{
    public const string RetryAfterSeconds = "60";

    private const int PerMinute = 10;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool MayTryAgain(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
