//# assembly Monolith.Favorites
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
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

internal sealed class Favorite
{
    public int Id { get; set; }
}

internal sealed class FavoriteConfiguration : IEntityTypeConfiguration<Favorite>
{
    public void Configure(EntityTypeBuilder<Favorite> builder) => builder.ToTable("favorites");
}

internal sealed class FavoritesDbContext(DbContextOptions<FavoritesDbContext> options) : ModuleDbContext(options, "favorites");

internal sealed class FavoritesDbContextFactory() : ModuleDbContextFactory<FavoritesDbContext>("favorites");

[DbContext(typeof(FavoritesDbContext))]
internal sealed class FavoritesDbContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("favorites");
        modelBuilder.Entity("Monolith.Favorites.Favorite", b =>
        {
            b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnName("id")
                .HasAnnotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            b.HasKey("Id").HasName("pk_favorites");
            b.ToTable("favorites", "favorites");
        });
    }
}
