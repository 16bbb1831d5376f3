// expect: The module Wallet has no project Wallet.Contracts/Wallet.Contracts.csproj.
// expect: Monolith.Wallet.Contracts was not built.
//# file src/Modules/Wallet/Wallet/Wallet.csproj
<Project />
//# assembly Monolith.Wallet
namespace Monolith.Wallet;

public sealed class WalletModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Wallet") { RiskReason = "Money." };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
