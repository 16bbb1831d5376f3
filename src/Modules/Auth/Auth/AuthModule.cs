using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Auth.Data;
using Monolith.Auth.Keys;
using Monolith.Auth.Mail;
using Monolith.Auth.Maintenance;
using Monolith.Auth.Passwords;
using Monolith.Auth.Sessions;
using Monolith.Auth.Throttling;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Security.Bearer;
using Monolith.Kernel.Security.Revocation;

namespace Monolith.Auth;

/// <summary>Who may come in: users, their passwords, sessions, and the keys that sign their tokens.</summary>
public sealed class AuthModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Auth")
    {
        Risk = ExtractionRisk.High,
        RiskReason = "Passwords, sessions and signing keys: when it fails nobody gets in, and when it errs the wrong one does.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var settings = module.AddSettings<AuthSettings>();
        module.AddDbContext<AuthDbContext>();
        if (module.Configuration.GetValue<bool>("Seed:Demo"))
        {
            module.AddSeed<DemoUser>();
        }

        if (settings.Administrator.IsGiven)
        {
            module.AddSeed<Administrator>();
        }

        var services = module.Services;
        services.AddSingleton<AuthSecrets>();
        services.AddSingleton<PasswordHashing>();
        services.AddHostedService<PasswordWarmUp>();

        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SigningKeyRing>();
        services.AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<SigningKeyRing>());
        services.AddSingleton<AccessTokenIssuer>();
        services.AddHostedService<SigningKeyRotation>();
        services.AddHealthChecks().AddCheck<SigningKeyCheck>("signing key", tags: ["ready"]);

        services.AddScoped<SessionIssuer>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<IRevocationSource>(provider => provider.GetRequiredService<SessionStore>());
        services.AddSingleton<LoginThrottle>();
        services.AddHostedService<AuthCleanup>();

        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<MailQueue>();
        services.AddScoped<TokenMailer>();
        services.AddHostedService<MailDelivery>();
    }
}
