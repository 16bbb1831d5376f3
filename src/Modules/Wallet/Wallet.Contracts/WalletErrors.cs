namespace Monolith.Wallet.Contracts;

/// <summary>The codes of the errors that the Wallet module answers.</summary>
public static class WalletErrors
{
    /// <summary>A request names more wallets than one question may.</summary>
    public const string TooMany = "wallet.too_many";

    /// <summary>A reason is missing or too long.</summary>
    public const string BadReason = "wallet.bad_reason";
}
