using System.Text.Json.Serialization;

namespace Monolith.Admin.Features.ListPendingKyc;

/// <summary>A row of the queue as the frontend reads it; the username is empty for an account of the other frontend.</summary>
internal sealed record PendingKycOutput(
    [property: JsonPropertyName("kyc_id")] int KycId,
    [property: JsonPropertyName("user_id")] int UserId,
    string Username,
    [property: JsonPropertyName("pan_number")] string PanNumber,
    [property: JsonPropertyName("aadhaar_number")] string AadhaarNumber,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);
