using Monolith.Kernel.Data;

namespace Monolith.Admin.Data;

internal sealed class AdminDbContextFactory() : ModuleDbContextFactory<AdminDbContext>("admin");
