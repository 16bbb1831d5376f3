using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monolith.Movies.Data;

internal sealed class SeededCatalogueConfiguration : IEntityTypeConfiguration<SeededCatalogue>
{
    public void Configure(EntityTypeBuilder<SeededCatalogue> builder)
    {
        builder.ToTable("SeededCatalogue");
        builder.HasKey(c => c.Hash);
    }
}
