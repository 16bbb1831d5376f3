using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;
using Monolith.Profiles.Domain;

namespace Monolith.Profiles.Data;

internal sealed class ProfilesDbContext(DbContextOptions<ProfilesDbContext> options) : ModuleDbContext(options, "profiles")
{
    public DbSet<Profile> Profiles => Set<Profile>();
}
