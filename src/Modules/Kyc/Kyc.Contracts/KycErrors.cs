namespace Monolith.Kyc.Contracts;

/// <summary>The codes of the errors that the Kyc module answers.</summary>
public static class KycErrors
{
    /// <summary>The user has submitted nothing.</summary>
    public const string NotFound = "kyc.not_found";

    /// <summary>The form that the user submitted last came without a bank statement, or they submitted none.</summary>
    public const string NoStatement = "kyc.no_statement";

    /// <summary>More was asked for than one question may, or fewer than one.</summary>
    public const string BadLimit = "kyc.bad_limit";

    /// <summary>A reason is missing or too long.</summary>
    public const string BadReason = "kyc.bad_reason";
}
