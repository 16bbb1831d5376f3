using Monolith.Kernel.Data;

namespace Monolith.Movies.Data;

internal sealed class MoviesDbContextFactory() : ModuleDbContextFactory<MoviesDbContext>("movies");
