using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class WalletDbContext(DbContextOptions<WalletDbContext> options) : ModuleDbContext(options, "wallet")
{
    /// <summary>Rows that the service's role adds and reads. Balances change all the same: by the entries' trigger, which has the owner's rights.</summary>
    public static readonly IReadOnlyList<string> AppendOnlyTables =
        [AccountConfiguration.Table, TransactionConfiguration.Table, EntryConfiguration.Table, FreezeChangeConfiguration.Table];

    public DbSet<UserWallet> Wallets => Set<UserWallet>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<LedgerTransaction> Transactions => Set<LedgerTransaction>();

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<FreezeChange> FreezeChanges => Set<FreezeChange>();
}
