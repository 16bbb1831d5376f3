using System.ComponentModel.DataAnnotations;

namespace Monolith.Wallet;

/// <summary>Section <c>Wallet</c>.</summary>
internal sealed class WalletSettings
{
    /// <summary>Of wallets opened from now on, ISO 4217; those that are there keep theirs.</summary>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "must be a currency code of ISO 4217, three capital letters.")]
    public string Currency { get; set; } = "INR";

    /// <summary>The most that one operation may move.</summary>
    [Range(0.01, 1_000_000_000, ErrorMessage = "must be 0.01 to 1000000000.")]
    public decimal MaxAmount { get; set; } = 10_000_000;

    /// <summary>The most rows of one statement; a longer one is refused, with the advice to ask for less time.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be 1 to 1000000.")]
    public int MaxStatementRows { get; set; } = 100_000;

    /// <summary>Whether a withdrawal needs an approved KYC. The frontend as delivered withdraws before that.</summary>
    public bool WithdrawalsRequireKyc { get; set; }
}
