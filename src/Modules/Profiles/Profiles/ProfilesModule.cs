using Monolith.Kernel.Modules;
using Monolith.Profiles.Data;

namespace Monolith.Profiles;

/// <summary>What users say of themselves. Who they are stays with Auth, which is asked for it.</summary>
public sealed class ProfilesModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Profiles")
    {
        DependsOn = ["Auth"],
        Sends = ["auth.GetUser"],
        SubscribesTo = ["auth.user-registered.v1"],
        Risk = ExtractionRisk.Low,
        RiskReason = "One small table that its user can fill again; only admins are shown it by another module.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.AddDbContext<ProfilesDbContext>();
    }
}
