using Microsoft.Extensions.DependencyInjection;
using Monolith.Admin.Audit;
using Monolith.Admin.Data;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;

namespace Monolith.Admin;

/// <summary>What admins do for users. It has no data of users: it asks the modules that do, and keeps who asked for what.</summary>
public sealed class AdminModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Admin")
    {
        DependsOn = ["Auth", "Kyc", "Profiles", "Wallet"],
        Sends =
        [
            "auth.GetSessionActivity", "auth.GetUser", "auth.GetUsers", "auth.ListUsers", "auth.SetUserRole",
            "kyc.DecideKyc", "kyc.GetKycDetails", "kyc.GetKycStatement", "kyc.GetKycStatus", "kyc.ListPendingKyc",
            "profiles.GetProfileDetails",
            "wallet.FreezeAccount", "wallet.GetBalance", "wallet.UnfreezeAccount",
        ],
        Risk = ExtractionRisk.Low,
        RiskReason = "Used by a few admins and asked by nobody; its audit trail is only ever added to, and an action is not taken without its row.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        // As the service's role in the Host, too: nothing that serves requests can rewrite what an admin did.
        module.AddDbContext<AdminDbContext>(ModuleRole.Service, AdminDbContext.AppendOnlyTables);
        module.Services.AddScoped<AuditTrail>();
    }
}
