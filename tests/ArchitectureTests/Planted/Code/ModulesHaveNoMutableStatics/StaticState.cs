// expect: Films.Count is static and can be assigned.
// expect: Films.Last is static and can be assigned.
// expect: Films.Cache is static and is a ConcurrentDictionary.
//# assembly Monolith.Movies
namespace Monolith.Movies;

internal static class Films
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, string> Cache = new();
    private static int Count;

    public static string? Last { get; set; }

    public static string Next() => Cache.GetOrAdd(Count++, i => i.ToString());
}
