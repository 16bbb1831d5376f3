using Microsoft.Extensions.DependencyInjection;
using Monolith.Broker.Apis;
using Monolith.Broker.Apis.Kotak;
using Monolith.Broker.Apis.Zerodha;
using Monolith.Broker.Data;
using Monolith.Broker.Features.Confirm;
using Monolith.Broker.Features.Connected;
using Monolith.Broker.Secrets;
using Monolith.Kernel.Modules;

namespace Monolith.Broker;

/// <summary>Users' connections to their brokers, Kotak and Zerodha: keys, log-in, portfolio, orders.</summary>
public sealed class BrokerModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Broker")
    {
        Risk = ExtractionRisk.Medium,
        RiskReason = "Keys and sessions of users' accounts at their brokers, encrypted; when it fails, nobody sees a portfolio, and a lost session is a new log-in.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.AddSettings<BrokerSettings>();
        module.AddDbContext<BrokerDbContext>();
        module.AddAtRestEncryption();
        module.Services
            .AddScoped<ConnectionStore>()
            .AddScoped<Confirmation>()
            .AddScoped<ConnectedCalls>()
            .AddSingleton<ConnectionSecrets>()
            .AddSingleton<ReEncryption>()
            .AddHostedService(provider => provider.GetRequiredService<ReEncryption>())
            .AddSingleton<IKotakApi, KotakHttpApi>()
            .AddSingleton<IZerodhaApi, ZerodhaHttpApi>()
            .AddSingleton<BrokerApis>();
    }
}
