//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public enum FilmKind
{
    Short,
    Feature,
}

public sealed record Film(
    int Id, string? Title, FilmKind? Kind, IReadOnlyList<Actor> Cast, int[] Genres, IReadOnlyDictionary<string, decimal> Prices, DateOnly? Released,
    DateTimeOffset Changed, Guid Key, TimeSpan Length, TimeOnly Start, double Rating, long Views, bool Seen)
{
    public string? Note { get; init; }
}

public sealed record Actor(string Name);

public sealed record GetFilm(int Id) : IQuery<Film>;
