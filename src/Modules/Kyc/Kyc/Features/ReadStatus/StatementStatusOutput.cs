using System.Text.Json.Serialization;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Features.ReadStatus;

/// <summary>The status with form 2.</summary>
internal sealed record StatementStatusOutput(
    string Status,
    [property: JsonPropertyName("full_name")] string FullName,
    [property: JsonPropertyName("account_number")] string AccountNumber,
    [property: JsonPropertyName("ifsc_code")] string IfscCode,
    [property: JsonPropertyName("verification_details")] object VerificationDetails,
    [property: JsonPropertyName("updated_at")] DateTimeOffset UpdatedAt) : StatusOutput(Status)
{
    public static StatementStatusOutput Of(KycRecord record, StatementDetails details) => new(
        KycWords.Of(record.State), details.FullName, details.AccountNumber, details.IfscCode,
        details.Failure is { } error ? new { error } : new VerificationOutput(details.NameFound, details.AccountFound, details.IfscFound),
        record.UpdatedAt);
}
