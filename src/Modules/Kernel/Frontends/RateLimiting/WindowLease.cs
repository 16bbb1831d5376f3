using System.Threading.RateLimiting;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>The answer for one request.</summary>
internal sealed class WindowLease(bool isAcquired, int remaining, DateTimeOffset reset, TimeSpan retryAfter) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames { get; } = [MetadataName.RetryAfter.Name];

    /// <summary>Permits left in the window.</summary>
    public int Remaining => remaining;

    /// <summary>When the window ends, in Unix seconds, rounded up: a client that waits for it is not refused again.</summary>
    public long ResetUnixSeconds => (long)Math.Ceiling(reset.ToUnixTimeMilliseconds() / 1000.0);

    /// <summary>Whole seconds until then, at least 1.</summary>
    public int RetryAfterSeconds => Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
