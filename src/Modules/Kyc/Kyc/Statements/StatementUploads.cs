using System.Threading.RateLimiting;

namespace Monolith.Kyc.Statements;

/// <summary>
/// Bounds how many statements are in memory at a time, and how many of them are one user's: whoever sends slowly, or what takes long to read, keeps places that
/// nobody else needs. A place that is not acquired is to be answered at once, before a byte of the body is read.
/// </summary>
internal sealed class StatementUploads(KycSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<int> _ofEach = PartitionedRateLimiter.Create<int, int>(
        user => RateLimitPartition.GetConcurrencyLimiter(user, _ => new() { PermitLimit = settings.MaxUploadsOfOneUser, QueueLimit = 0 }));

    private readonly ConcurrencyLimiter _ofAll = new(new() { PermitLimit = settings.MaxUploads, QueueLimit = 0 });

    /// <summary>One of the user's own places.</summary>
    public RateLimitLease EnterOf(int userId) => _ofEach.AttemptAcquire(userId);

    /// <summary>One of everybody's.</summary>
    public RateLimitLease Enter() => _ofAll.AttemptAcquire();

    public void Dispose()
    {
        _ofEach.Dispose();
        _ofAll.Dispose();
    }
}
