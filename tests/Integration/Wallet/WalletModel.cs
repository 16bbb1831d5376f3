using System.Collections.Concurrent;
using Monolith.Integration.Client;

namespace Monolith.Integration.Wallet;

/// <summary>What users must be able to spend, by what was answered to them.</summary>
internal sealed class WalletModel
{
    private readonly ConcurrentDictionary<int, decimal> _available = new();
    private int _answered;
    private int _answeredByService;
    private int _retried;

    /// <summary>Operations that were answered, granted or not.</summary>
    public int Answered => _answered;

    /// <summary>Requests that got no answer and were sent again.</summary>
    public int Retried => _retried;

    /// <summary>What came of the last of them; null where there was none.</summary>
    public string? LastRetried { get; private set; }

    /// <summary>Operations that the service answered.</summary>
    public int AnsweredByService => _answeredByService;

    public decimal AvailableOf(int userId) => _available.GetValueOrDefault(userId);

    public void Changed(int userId, decimal amount) => _available.AddOrUpdate(userId, amount, (_, before) => before + amount);

    public void CountAnswer(Side? side)
    {
        Interlocked.Increment(ref _answered);
        if (side == Side.Service)
        {
            Interlocked.Increment(ref _answeredByService);
        }
    }

    public void CountRetry(string why)
    {
        Interlocked.Increment(ref _retried);
        LastRetried = why;
    }
}
