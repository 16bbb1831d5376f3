using System.Text.Json.Serialization;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewUser.Parts;

/// <summary>Where a user's KYC stands, in the frontend's words, without a word of what was submitted.</summary>
/// <param name="Status"><c>pending</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="Form"><c>identity</c> or <c>bank_statement</c>; null when nothing was submitted.</param>
/// <param name="UpdatedAt">When either last changed; null when nothing was submitted.</param>
internal sealed record KycPart(string Status, string? Form, [property: JsonPropertyName("updated_at")] DateTimeOffset? UpdatedAt)
{
    public static KycPart Of(KycStatus kyc) => new(KycWords.Of(kyc.State), KycWords.Of(kyc.Form), kyc.UpdatedAt);
}
