//# assembly Monolith.Movies
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;

namespace Monolith.Movies;

internal sealed class Film
{
    public required int Id { get; init; }
}

internal sealed class MoviesDbContext(DbContextOptions<MoviesDbContext> options) : ModuleDbContext(options, "movies")
{
    public DbSet<Film> Films => Set<Film>();

    public DbSet<Film> Seen { get; set; } = null!;
}
