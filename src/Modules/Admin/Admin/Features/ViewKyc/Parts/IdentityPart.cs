using System.Text.Json.Serialization;
using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Features.ViewKyc.Parts;

/// <summary>Form 1, with the fields' names of the form. The links are the user's own: for the admin's browser, not for a server, to follow.</summary>
internal sealed record IdentityPart(
    [property: JsonPropertyName("pan_number")] string PanNumber,
    [property: JsonPropertyName("aadhaar_number")] string AadhaarNumber,
    [property: JsonPropertyName("address_line")] string AddressLine,
    string City,
    string State,
    string Pincode,
    [property: JsonPropertyName("document_front_url")] string DocumentFrontUrl,
    [property: JsonPropertyName("document_back_url")] string DocumentBackUrl)
{
    public static IdentityPart Of(IdentityDetails form) => new(
        form.PanNumber, form.AadhaarNumber, form.AddressLine, form.City, form.State, form.Pincode, form.DocumentFrontUrl, form.DocumentBackUrl);
}
