using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Wallet.Data;
using Monolith.Wallet.Ledger;

namespace Monolith.Wallet;

/// <summary>Users' money: a double-entry ledger whose books the database keeps balanced whatever this code does.</summary>
public sealed class WalletModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Wallet")
    {
        DependsOn = ["Auth", "Kyc"],
        Sends = ["auth.GetUser", "kyc.GetKycStatus"],
        SubscribesTo = ["auth.user-registered.v1"],
        Risk = ExtractionRisk.High,
        RiskReason = "Balances and their history: an entry lost or booked twice is somebody's money.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.AddSettings<WalletSettings>();
        // As the service's role in the Host, too: nothing that serves requests can rewrite an entry or set a balance.
        module.AddDbContext<WalletDbContext>(ModuleRole.Service, WalletDbContext.AppendOnlyTables);
        module.Services.AddScoped<WalletLocks>();
        module.Services.AddScoped<LedgerStore>();
        module.Services.AddScoped<GeneralLedger>();
        module.Services.AddScoped<Balances>();
        module.Services.AddScoped<Freezer>();
    }
}
