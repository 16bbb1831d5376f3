//# assembly Monolith.Movies
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Monolith.Movies;

internal static class Films
{
    public const int Most = 10;
    private static readonly FrozenDictionary<int, string> Genres = new Dictionary<int, string> { [1] = "drama" }.ToFrozenDictionary();
    private static readonly ImmutableArray<string> Kinds = ["short"];
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    public static IEnumerable<string> All { get; } = Genres.Values.Concat(Kinds).Where(k => k.Length < Most && Age > TimeSpan.Zero);
}
