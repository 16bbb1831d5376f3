using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary>Lists the submissions that wait for an admin, oldest first. Numbers are masked, so nobody has viewed anything by it.</summary>
/// <param name="After">Where to go on; null begins with the oldest.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>, else an error of kind Invalid.</param>
public sealed record ListPendingKyc(PendingKycPlace? After, int Limit) : IQuery<IReadOnlyList<PendingKyc>>
{
    /// <summary>The most of one question.</summary>
    public const int MaxLimit = 500;
}
