using System.Threading.RateLimiting;

namespace Monolith.Kyc.Statements;

/// <summary>Bounds how many statements are in memory at a time.</summary>
internal sealed class StatementUploads(KycSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter _places = new(new() { PermitLimit = settings.MaxUploads, QueueLimit = 0 });

    /// <summary>A place that is not acquired says that there is none: to be answered at once, before a byte of the body is read.</summary>
    public RateLimitLease Enter() => _places.AttemptAcquire();

    public void Dispose() => _places.Dispose();
}
