// expect: MoviesDbContext keeps Viewer.
// expect: MoviesDbContext keeps _asked.
//# assembly Monolith.Movies
using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;

namespace Monolith.Movies;

internal sealed class MoviesDbContext(DbContextOptions<MoviesDbContext> options) : ModuleDbContext(options, "movies")
{
    private int _asked;

    public string? Viewer { get; set; }

    public int Ask() => ++_asked;
}
