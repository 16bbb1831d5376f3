using Monolith.Movies.Providers;

namespace Monolith.Movies.Caching;

/// <summary>An answer; until FreshUntil nobody is asked again, and until StaleUntil it is better than none.</summary>
internal sealed record CachedAnswer(MovieAnswer Answer, DateTimeOffset FreshUntil, DateTimeOffset StaleUntil);
