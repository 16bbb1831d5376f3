namespace Monolith.Unit.Movies.Tmdb;

/// <summary>The whole module before a fake TMDB, and with no database.</summary>
internal sealed class TmdbHost : IAsyncDisposable
{
    private TmdbHost(FakeTmdb tmdb, MoviesHost movies)
    {
        Tmdb = tmdb;
        Movies = movies;
    }

    public FakeTmdb Tmdb { get; }

    public MoviesHost Movies { get; }

    public static async Task<TmdbHost> StartAsync(string key = TmdbFixture.Key, params (string Key, string Value)[] settings)
    {
        var tmdb = await FakeTmdb.StartAsync();
        return new TmdbHost(tmdb, await MoviesHost.WithoutDatabaseAsync(
            [("Movies:Tmdb:ApiKey", key), ("Movies:Tmdb:BaseUrl", tmdb.Url.ToString()), .. settings]));
    }

    public async ValueTask DisposeAsync()
    {
        await Movies.DisposeAsync();
        await Tmdb.DisposeAsync();
    }
}
