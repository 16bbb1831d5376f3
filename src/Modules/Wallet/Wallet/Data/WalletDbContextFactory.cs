using Monolith.Kernel.Data;

namespace Monolith.Wallet.Data;

internal sealed class WalletDbContextFactory() : ModuleDbContextFactory<WalletDbContext>("wallet");
