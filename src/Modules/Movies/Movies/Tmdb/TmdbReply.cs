namespace Monolith.Movies.Tmdb;

/// <summary>What TMDB sent.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Body">Decompressed; empty when there was no answer.</param>
/// <param name="RetryAfter">How long TMDB wants to be left alone; null when it does not say.</param>
internal sealed record TmdbReply(int Status, byte[] Body, TimeSpan? RetryAfter = null)
{
    public static TmdbReply None { get; } = new(0, []);

    public bool IsWorthAnotherTry => Status is >= 500 or 429 or 408;
}
