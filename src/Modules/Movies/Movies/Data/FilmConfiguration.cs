using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Monolith.Movies.Data;

internal sealed class FilmConfiguration : IEntityTypeConfiguration<Film>
{
    public void Configure(EntityTypeBuilder<Film> builder)
    {
        builder.ToTable("Films");
        builder.Property(f => f.Id).ValueGeneratedNever();

        // fold() makes one spelling of all: no accents, no case, no punctuation. The functions come first in the migration.
        builder.Property(f => f.TitleSearch).HasComputedColumnSql("movies.fold(title)", stored: true);
        builder.Property(f => f.OriginalTitleSearch).HasComputedColumnSql("movies.fold(original_title)", stored: true);
        builder.Property(f => f.DirectorsSearch).HasComputedColumnSql("movies.fold_all(directors)", stored: true);
        builder.Property<NpgsqlTsVector>("SearchWords").HasComputedColumnSql("movies.search_words(title, original_title, directors)", stored: true);

        builder.HasIndex("SearchWords").HasMethod("gin");
        builder.HasIndex(f => new { f.TitleSearch, f.OriginalTitleSearch, f.DirectorsSearch })
            .HasMethod("gin")
            .HasOperators("extensions.gin_trgm_ops", "extensions.gin_trgm_ops", "extensions.gin_trgm_ops");
    }
}
