using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Data;
using Monolith.Kernel.Modules;
using Monolith.Kyc.Data;
using Monolith.Kyc.Protection;
using Monolith.Kyc.Records;
using Monolith.Kyc.Statements;

namespace Monolith.Kyc;

/// <summary>Whether users are who they say: forms, their review, and the text of bank statements. What they submit is encrypted, and every look at it written down.</summary>
public sealed class KycModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Kyc")
    {
        Risk = ExtractionRisk.Medium,
        RiskReason = "Identity papers of users: a leak cannot be taken back, and a lost decision keeps somebody from their money.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.AddSettings<KycSettings>();
        module.AddAtRestEncryption();
        // As the service's role in the Host, too: nothing that serves requests can rewrite who decided or who looked.
        module.AddDbContext<KycDbContext>(ModuleRole.Service, KycDbContext.AppendOnlyTables);
        module.Services.AddSingleton<KycVault>();
        module.Services.AddScoped<KycLock>();
        module.Services.AddScoped<KycRecords>();
        module.Services.AddScoped<KycViews>();
        module.Services.AddSingleton<StatementUploads>();
        module.Services.AddSingleton<StatementTools>();
        module.Services.AddSingleton<LimitedProcess>();
        module.Services.AddSingleton<StatementReader>();
        module.Services.AddScoped<KycReEncryption>();
        module.Services.AddHostedService<KycReEncryptionRounds>();
        module.Services.AddHealthChecks().AddCheck<KycEncryptionCheck>("kyc-encryption", tags: ["ready"]);
        module.Services.AddSingleton<KycEncryptionState>();
    }
}
