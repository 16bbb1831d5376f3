using Monolith.Kernel.Data;

namespace Monolith.Auth.Data;

internal sealed class AuthDbContextFactory() : ModuleDbContextFactory<AuthDbContext>("auth");
