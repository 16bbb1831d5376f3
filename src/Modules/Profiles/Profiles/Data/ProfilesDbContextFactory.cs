using Monolith.Kernel.Data;

namespace Monolith.Profiles.Data;

internal sealed class ProfilesDbContextFactory() : ModuleDbContextFactory<ProfilesDbContext>("profiles");
