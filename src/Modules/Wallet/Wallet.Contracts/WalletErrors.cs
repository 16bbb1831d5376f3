namespace Monolith.Wallet.Contracts;

/// <summary>The codes of the errors that the Wallet module answers.</summary>
public static class WalletErrors
{
    /// <summary>A request names more wallets than one question may.</summary>
    public const string TooMany = "wallet.too_many";

    /// <summary>A reason is missing or too long.</summary>
    public const string BadReason = "wallet.bad_reason";

    /// <summary>An idempotency key is missing or too long.</summary>
    public const string BadKey = "wallet.bad_key";

    /// <summary>The same user's idempotency key was used for another decision.</summary>
    public const string KeyOfAnother = "wallet.key_of_another";
}
