namespace Monolith.Kyc.Contracts;

/// <summary>All that a user submitted last, in clear text: not to be kept or logged.</summary>
/// <param name="KycId">See <see cref="PendingKyc"/>.</param>
/// <param name="UserId">Whose.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Identity">Null unless the last form was <see cref="KycForm.Identity"/>.</param>
/// <param name="Statement">Null unless the last form was <see cref="KycForm.BankStatement"/>.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="ReviewedAt">When it was last decided; null when it was not since it was submitted.</param>
public sealed record KycDetails(
    int KycId, int UserId, KycState State, IdentityDetails? Identity, StatementDetails? Statement, DateTimeOffset SubmittedAt, DateTimeOffset? ReviewedAt);
