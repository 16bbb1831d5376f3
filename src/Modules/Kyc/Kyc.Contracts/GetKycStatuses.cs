using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary><see cref="GetKycStatus"/> for many, in one question. Answers one status for each different id, in the order of the ids.</summary>
/// <param name="UserIds">At most <see cref="MaxUsers"/>, else an error of kind Invalid.</param>
public sealed record GetKycStatuses(IReadOnlyList<int> UserIds) : IQuery<IReadOnlyList<KycStatus>>
{
    /// <summary>The most ids of one question.</summary>
    public const int MaxUsers = 500;
}
