using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.StockModule;

/// <summary>The effect of one event. Nothing keeps a second one out but the inbox; ids are in the order of effects.</summary>
internal sealed class Reservation
{
    public int Id { get; private init; }

    public required int Number { get; init; }

    public required string Customer { get; init; }
}

internal sealed class StockDbContext(DbContextOptions<StockDbContext> options) : ModuleDbContext(options, "stock")
{
    public DbSet<Reservation> Reservations => Set<Reservation>();
}

internal sealed class ReservationConfiguration : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder) => builder.ToTable("reservations").HasKey(e => e.Id);
}

internal sealed class StockDbContextFactory() : ModuleDbContextFactory<StockDbContext>("stock");
