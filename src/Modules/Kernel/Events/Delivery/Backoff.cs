namespace Monolith.Kernel.Events.Delivery;

/// <summary>Exponential with full jitter: any share of a pause that doubles each time, so that what failed together does not come back together.</summary>
internal static class Backoff
{
    /// <param name="first">Longest pause after the first failure.</param>
    /// <param name="longest">Longest pause ever.</param>
    /// <param name="failures">1 or more.</param>
    public static TimeSpan After(TimeSpan first, TimeSpan longest, int failures)
    {
        // Beyond 2^30 of the shortest pause, a millisecond, is beyond any limit.
        var most = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * (1 << Math.Min(failures - 1, 30)));
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * most);
    }
}
