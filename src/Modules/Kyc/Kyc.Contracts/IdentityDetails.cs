namespace Monolith.Kyc.Contracts;

/// <summary>What a user gave by <see cref="KycForm.Identity"/>, as they wrote it.</summary>
/// <param name="PanNumber">Of their permanent account number.</param>
/// <param name="AadhaarNumber">Of their identity number.</param>
/// <param name="AddressLine">Street and house.</param>
/// <param name="City">Of the address.</param>
/// <param name="State">Of the address.</param>
/// <param name="Pincode">Of the address.</param>
/// <param name="DocumentFrontUrl">Where a picture of the document is: http, https, or relative. Given by the user: not to be fetched by a server.</param>
/// <param name="DocumentBackUrl">The same of its back.</param>
public sealed record IdentityDetails(
    string PanNumber, string AadhaarNumber, string AddressLine, string City, string State, string Pincode, string DocumentFrontUrl, string DocumentBackUrl);
