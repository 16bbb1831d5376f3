using System.Text.Json.Serialization;
using Monolith.Kyc.Contracts;
using Monolith.Kyc.Domain;

namespace Monolith.Kyc.Features.ReadStatus;

/// <summary>The status with form 1; all null before anything was submitted.</summary>
internal sealed record IdentityStatusOutput(
    string Status,
    [property: JsonPropertyName("pan_number")] string? PanNumber,
    [property: JsonPropertyName("aadhaar_number")] string? AadhaarNumber,
    [property: JsonPropertyName("address_line")] string? AddressLine,
    [property: JsonPropertyName("city")] string? City,
    [property: JsonPropertyName("state")] string? State,
    [property: JsonPropertyName("pincode")] string? Pincode,
    [property: JsonPropertyName("document_front_url")] string? DocumentFrontUrl,
    [property: JsonPropertyName("document_back_url")] string? DocumentBackUrl,
    [property: JsonPropertyName("reviewed_at")] DateTimeOffset? ReviewedAt) : StatusOutput(Status)
{
    public static IdentityStatusOutput Nothing { get; } = new(KycWords.Of(KycState.Pending), null, null, null, null, null, null, null, null, null);

    public static IdentityStatusOutput Of(KycRecord record, IdentityDetails details) => new(
        KycWords.Of(record.State), details.PanNumber, details.AadhaarNumber, details.AddressLine, details.City, details.State, details.Pincode,
        details.DocumentFrontUrl, details.DocumentBackUrl, record.ReviewedAt);
}
