using System.Text.Json.Serialization;
using Monolith.Admin.Features.ViewKyc.Parts;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewKyc;

/// <summary>What a user submitted last, as they wrote it. One of the two forms is null.</summary>
/// <param name="KycId">As in the queue.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Status"><c>pending</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="Identity">Form 1.</param>
/// <param name="BankStatement">Form 2.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="ReviewedAt">When it was last decided; null when it was not since it was submitted.</param>
internal sealed record KycViewOutput(
    [property: JsonPropertyName("kyc_id")] int KycId,
    [property: JsonPropertyName("user_id")] int UserId,
    string Status,
    IdentityPart? Identity,
    [property: JsonPropertyName("bank_statement")] BankStatementPart? BankStatement,
    [property: JsonPropertyName("submitted_at")] DateTimeOffset SubmittedAt,
    [property: JsonPropertyName("reviewed_at")] DateTimeOffset? ReviewedAt)
{
    public static KycViewOutput Of(KycDetails kyc) => new(
        kyc.KycId,
        kyc.UserId,
        KycWords.Of(kyc.State),
        kyc.Identity is { } identity ? IdentityPart.Of(identity) : null,
        kyc.Statement is { } statement ? BankStatementPart.Of(statement) : null,
        kyc.SubmittedAt,
        kyc.ReviewedAt);
}
