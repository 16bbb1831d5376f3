using Microsoft.EntityFrameworkCore;
using Monolith.Kernel.Data;

namespace Monolith.Movies.Data;

/// <summary>The module's tables, for their migrations; the catalogue reads them with SQL that EF Core cannot say.</summary>
internal sealed class MoviesDbContext(DbContextOptions<MoviesDbContext> options) : ModuleDbContext(options, "movies");
