using System.Text.Json.Serialization;

namespace Monolith.Kyc.Features.SubmitIdentity;

/// <summary>Form 1. No record: those show what is in them wherever somebody logs one, as MVC does at its lowest level.</summary>
internal sealed class IdentityInput
{
    [JsonPropertyName("pan_number")]
    public string? PanNumber { get; init; }

    [JsonPropertyName("aadhaar_number")]
    public string? AadhaarNumber { get; init; }

    [JsonPropertyName("address_line")]
    public string? AddressLine { get; init; }

    [JsonPropertyName("city")]
    public string? City { get; init; }

    [JsonPropertyName("state")]
    public string? State { get; init; }

    [JsonPropertyName("pincode")]
    public string? Pincode { get; init; }

    [JsonPropertyName("document_front_url")]
    public string? DocumentFrontUrl { get; init; }

    [JsonPropertyName("document_back_url")]
    public string? DocumentBackUrl { get; init; }
}
