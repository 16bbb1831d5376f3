namespace Monolith.Kyc.Contracts;

/// <summary>What a user gave by <see cref="KycForm.BankStatement"/>, and what was found in the statement.</summary>
/// <param name="FullName">As the user wrote it.</param>
/// <param name="AccountNumber">As the user wrote it.</param>
/// <param name="IfscCode">Of the bank's branch, as the user wrote it.</param>
/// <param name="NameFound">Whether the statement's text holds the name; false as well when it could not be read.</param>
/// <param name="AccountFound">The same for the account's number.</param>
/// <param name="IfscFound">The same for the branch.</param>
/// <param name="Failure">Why the statement could not be read; null when it could.</param>
public sealed record StatementDetails(
    string FullName, string AccountNumber, string IfscCode, bool NameFound, bool AccountFound, bool IfscFound, string? Failure);
