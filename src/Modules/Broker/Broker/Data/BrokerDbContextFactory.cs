using Monolith.Kernel.Data;

namespace Monolith.Broker.Data;

internal sealed class BrokerDbContextFactory() : ModuleDbContextFactory<BrokerDbContext>("broker");
