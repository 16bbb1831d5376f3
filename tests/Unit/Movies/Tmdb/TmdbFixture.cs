using Microsoft.Extensions.Logging;
using Monolith.Movies;
using Monolith.Movies.Tmdb;

namespace Monolith.Unit.Movies.Tmdb;

/// <summary>The provider before a fake TMDB, with the times of production but a short break.</summary>
internal sealed class TmdbFixture : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly ILoggerFactory _loggers;
    private readonly TmdbClient _client;

    private TmdbFixture(FakeTmdb tmdb, string key)
    {
        Tmdb = tmdb;
        _loggers = LoggerFactory.Create(l => l.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        var settings = new MoviesSettings
        {
            Tmdb = new TmdbSettings
            {
                ApiKey = key,
                BaseUrl = tmdb.Url,
                BreakFor = TimeSpan.FromMilliseconds(700),
            },
        };
        _client = new TmdbClient(settings, TimeProvider.System, _loggers.CreateLogger<TmdbClient>());
        Provider = new TmdbMovieProvider(_client, settings, _loggers.CreateLogger<TmdbMovieProvider>());
    }

    public FakeTmdb Tmdb { get; }

    public TmdbMovieProvider Provider { get; }

    public CapturedLogs Logs { get; } = new();

    public static async Task<TmdbFixture> StartAsync(string key = Key) => new(await FakeTmdb.StartAsync(), key);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _loggers.Dispose();
        await Tmdb.DisposeAsync();
    }
}
