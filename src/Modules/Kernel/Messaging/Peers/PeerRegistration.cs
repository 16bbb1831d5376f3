using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Kernel.Messaging.Peers;

internal static class PeerRegistration
{
    public static void AddPeers(this IServiceCollection services)
    {
        services.AddSingleton<ContractsCatalog>();
        services.AddSingleton<ContractsExchange>();
        services.AddSingleton<CallSender>();
        services.AddSingleton<UnfitSenders>();
        services.AddSingleton<CallMetrics>();
        services.AddHealthChecks().AddCheck<CallTargetsCheck>("calls", tags: ["ready"]);
    }
}
