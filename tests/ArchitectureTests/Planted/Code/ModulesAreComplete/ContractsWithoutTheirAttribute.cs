// expect: Monolith.Wallet.Contracts does not carry
//# file src/Modules/Wallet/Wallet/Wallet.csproj
<Project />
//# file src/Modules/Wallet/Wallet.Contracts/Wallet.Contracts.csproj
<Project />
//# assembly Monolith.Wallet.Contracts
namespace Monolith.Wallet.Contracts;

public sealed record Thing(int Id);

//# assembly Monolith.Wallet
namespace Monolith.Wallet;

public sealed class WalletModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Wallet") { RiskReason = "Money." };

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}
