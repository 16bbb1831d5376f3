using Microsoft.EntityFrameworkCore;
using Monolith.Broker.Domain;
using Monolith.Kernel.Data;

namespace Monolith.Broker.Data;

internal sealed class BrokerDbContext(DbContextOptions<BrokerDbContext> options) : ModuleDbContext(options, "broker")
{
    public DbSet<Connection> Connections => Set<Connection>();
}
