namespace Monolith.Kyc.Contracts;

/// <summary>Which of the two forms a user has submitted last.</summary>
public enum KycForm
{
    /// <summary>Numbers and pictures of documents, which an admin reviews.</summary>
    Identity = 1,

    /// <summary>A bank statement, whose text decides.</summary>
    BankStatement = 2,
}
