using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Ledger;

/// <summary>What a posting is decided by, as it stands under the locks.</summary>
/// <param name="Wallets">Those of the posting's users that exist.</param>
/// <param name="Accounts">Of the kinds it touches.</param>
/// <param name="Earlier">What was booked before under the same name; null when nothing was. Without its entries.</param>
internal sealed record LedgerState(IReadOnlyList<UserWallet> Wallets, IReadOnlyList<Account> Accounts, LedgerTransaction? Earlier);
