using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Favorites.Domain;

namespace Monolith.Favorites.Data;

internal sealed class FavoriteConfiguration : IEntityTypeConfiguration<Favorite>
{
    /// <summary>Also the name by which a lost race is recognised.</summary>
    public const string OncePerUserAndMovie = "ux_favorites_user_id_movie_id";

    public void Configure(EntityTypeBuilder<Favorite> builder)
    {
        builder.ToTable("favorites");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).UseIdentityAlwaysColumn();
        // The unique index also serves listing: it begins with the user.
        builder.HasIndex(f => new { f.UserId, f.MovieId }, OncePerUserAndMovie).IsUnique();
    }
}
