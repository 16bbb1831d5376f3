using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;
using Monolith.Wallet.Domain;

namespace Monolith.Wallet.Data;

internal sealed class WalletDbContext : ModuleDbContext
{
    /// <summary>Rows that the service's role adds and reads. Balances change all the same: by the entries' trigger, which has the owner's rights.</summary>
    public static readonly IReadOnlyList<string> AppendOnlyTables =
        [AccountConfiguration.Table, TransactionConfiguration.Table, EntryConfiguration.Table, FreezeChangeConfiguration.Table];

    public WalletDbContext(DbContextOptions<WalletDbContext> options)
        : base(options, "wallet")
        // A posting that cannot be saved is begun anew from its locks: there is nothing to go back to within it.
        => Database.AutoSavepointsEnabled = false;

    public DbSet<UserWallet> Wallets => Set<UserWallet>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<LedgerTransaction> Transactions => Set<LedgerTransaction>();

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<FreezeChange> FreezeChanges => Set<FreezeChange>();
}
