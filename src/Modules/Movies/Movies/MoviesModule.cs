using Microsoft.Extensions.DependencyInjection;
using Monolith.Kernel.Modules;
using Monolith.Movies.Caching;
using Monolith.Movies.Catalogue;
using Monolith.Movies.Data;
using Monolith.Movies.Providers;
using Monolith.Movies.Tmdb;

namespace Monolith.Movies;

/// <summary>What films there are: from TMDB when a key is configured, else from a catalogue of its own.</summary>
public sealed class MoviesModule : IModule
{
    /// <inheritdoc/>
    public ModuleManifest Manifest { get; } = new("Movies")
    {
        PostgresExtensions = ["pg_trgm", "unaccent"],
        Risk = ExtractionRisk.Low,
        RiskReason = "Only read by users, and every row can be made again from the seed file; when it fails, search stops and favourites cannot be added, but are still listed.",
    };

    /// <inheritdoc/>
    public void AddServices(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var settings = module.AddSettings<MoviesSettings>();
        module.AddDbContext<MoviesDbContext>();
        module.AddSeed<CatalogueSeed>();

        module.Services.AddSingleton<MovieCache>();
        if (settings.Tmdb.IsConfigured)
        {
            module.Services.AddSingleton<TmdbClient>().AddSingleton<TmdbMovieProvider>().AddSingleton(Cached<TmdbMovieProvider>);
        }
        else
        {
            module.Services.AddSingleton<FilmSearch>().AddSingleton<CatalogueMovieProvider>().AddSingleton(Cached<CatalogueMovieProvider>);
        }
    }

    private static IMovieProvider Cached<TProvider>(IServiceProvider services)
        where TProvider : class, IMovieProvider
        => ActivatorUtilities.CreateInstance<CachedMovieProvider>(services, services.GetRequiredService<TProvider>());
}
