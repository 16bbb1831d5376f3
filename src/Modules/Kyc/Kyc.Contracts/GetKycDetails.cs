using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary>Shows what a user submitted, unmasked. Each time is kept in an audit trail: who, whose, when and why. Error <see cref="KycErrors.NotFound"/>.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Reason">Why it is looked at, for whoever asks later: 1 to <see cref="MaxReasonLength"/> characters, else an error of kind Invalid.</param>
/// <param name="ViewedBy">The id of the user who sees it.</param>
public sealed record GetKycDetails(int UserId, string Reason, int ViewedBy) : IQuery<KycDetails>
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxReasonLength = 500;
}
