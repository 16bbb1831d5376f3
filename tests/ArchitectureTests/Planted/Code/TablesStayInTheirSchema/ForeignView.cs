// expect: User is mapped to auth.all_users, outside the module's schema favorites.
//# assembly Monolith.Favorites
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.Favorites;

public sealed class FavoritesModule : Monolith.Kernel.Modules.IModule
{
    public Monolith.Kernel.Modules.ModuleManifest Manifest { get; } = new("Favorites");

    public void AddServices(Monolith.Kernel.Modules.ModuleBuilder module)
    {
    }
}

internal sealed class User
{
    public int Id { get; set; }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder) => builder.HasNoKey().ToView("all_users", "auth");
}

internal sealed class FavoritesDbContext(DbContextOptions<FavoritesDbContext> options) : ModuleDbContext(options, "favorites");

internal sealed class FavoritesDbContextFactory() : ModuleDbContextFactory<FavoritesDbContext>("favorites");
