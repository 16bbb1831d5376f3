using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Kernel.Data;

namespace Monolith.MailModule;

/// <summary>The effect of one event. Nothing keeps a second one out but the inbox; ids are in the order of effects.</summary>
internal sealed class Letter
{
    public int Id { get; private init; }

    public required int Number { get; init; }

    public required string Customer { get; init; }
}

internal sealed class MailDbContext(DbContextOptions<MailDbContext> options) : ModuleDbContext(options, "mail")
{
    public DbSet<Letter> Letters => Set<Letter>();
}

internal sealed class LetterConfiguration : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder) => builder.ToTable("letters").HasKey(e => e.Id);
}

internal sealed class MailDbContextFactory() : ModuleDbContextFactory<MailDbContext>("mail");
