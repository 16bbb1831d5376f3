using Monolith.Kernel.Data;

namespace Monolith.Strangler.Routing.Store;

internal sealed class StranglerDbContextFactory() : ModuleDbContextFactory<StranglerDbContext>(StranglerDbContext.Manifest.Schema);
