//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Events;
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public enum FilmKind
{
    Short,
    Feature,
}

public sealed record Film(int Id, string? Title, FilmKind? Kind, IReadOnlyList<Actor> Cast, int[] Genres, IReadOnlyDictionary<string, decimal> Prices, DateOnly? Released)
{
    public string Note { get; init; } = "";
}

public sealed record Actor(string Name);

[EventName("movies.film-rated")]
public sealed record FilmRated(int Id, int Stars) : IIntegrationEvent;

public sealed record GetFilm(int Id) : IQuery<Film>;

public sealed record RateFilm(int Id, int Stars, string IdempotencyKey) : IIdempotentCommand<MediatR.Unit>;

public static class FilmErrors
{
    public const string NotFound = "movies.not_found";

    public static string Text(int id) => $"There is no film {id}.";
}
