namespace Monolith.Kernel.Messaging.Peers;

/// <summary>What came of the exchange of contracts with one process.</summary>
/// <param name="Instance">The process, this run of it.</param>
/// <param name="Fingerprint">Of its contracts, in full.</param>
/// <param name="Fit">Whether it may be sent requests.</param>
/// <param name="At">When, by the monotonic clock.</param>
internal sealed record Acquaintance(string Instance, string Fingerprint, ContractFit Fit, long At)
{
    public bool IsOlderThan(TimeSpan age, TimeProvider time) => time.GetElapsedTime(At) >= age;
}
