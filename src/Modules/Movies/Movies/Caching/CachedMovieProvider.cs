using System.Globalization;
using Monolith.Movies.Providers;

namespace Monolith.Movies.Caching;

/// <summary>Puts the cache before a provider. The language is the process's own and needs no place in the keys.</summary>
internal sealed class CachedMovieProvider(IMovieProvider provider, MovieCache cache, MoviesSettings settings) : IMovieProvider
{
    public Task<MovieAnswer> SearchAsync(string text, CancellationToken cancellationToken)
        => cache.GetAsync($"search/{text}", settings.Cache.SearchFor, () => provider.SearchAsync(text, CancellationToken.None), cancellationToken);

    public Task<MovieAnswer> ListGenresAsync(CancellationToken cancellationToken)
        => cache.GetAsync("genres", settings.Cache.GenresFor, () => provider.ListGenresAsync(CancellationToken.None), cancellationToken);

    public Task<MovieAnswer> GetDetailsAsync(int id, CancellationToken cancellationToken)
        => cache.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"details/{id}"),
            settings.Cache.DetailsFor,
            () => provider.GetDetailsAsync(id, CancellationToken.None),
            cancellationToken);
}
