namespace Monolith.Kyc.Contracts;

/// <summary>A submission that waits for an admin.</summary>
/// <param name="KycId">Of the user's KYC; stays the same when they submit again.</param>
/// <param name="UserId">Whose.</param>
/// <param name="PanNumber">All but its last characters masked: for example <c>*******34F</c>.</param>
/// <param name="AadhaarNumber">Masked in the same way.</param>
/// <param name="CreatedAt">When it was submitted.</param>
public sealed record PendingKyc(int KycId, int UserId, string PanNumber, string AadhaarNumber, DateTimeOffset CreatedAt);
