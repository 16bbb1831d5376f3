using Monolith.Extracted.ServiceHost;
using Monolith.Wallet;

return await ModuleService.RunAsync(args, new WalletModule());
