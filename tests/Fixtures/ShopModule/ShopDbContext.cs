using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.ShopModule;

/// <summary>What the shop has committed: each must reach every subscriber.</summary>
internal sealed class Order
{
    public int Number { get; private init; }

    public required string Customer { get; init; }
}

internal sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : ModuleDbContext(options, "shop")
{
    public DbSet<Order> Orders => Set<Order>();
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder) => builder.ToTable("orders").HasKey(o => o.Number);
}

internal sealed class ShopDbContextFactory() : ModuleDbContextFactory<ShopDbContext>("shop");
