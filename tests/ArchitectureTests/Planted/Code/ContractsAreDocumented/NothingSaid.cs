// expect: Monolith.Movies.Contracts.Film is not documented.
// expect: Monolith.Movies.Contracts.Film.Id is not documented.
// expect: Monolith.Movies.Contracts.Film.Title is not documented.
// expect: Monolith.Movies.Contracts.FilmKind.Feature is not documented.
// expect: Monolith.Movies.Contracts.FilmErrors.NotFound is not documented.
//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

public sealed record Film(int Id)
{
    /// <summary> </summary>
    public string? Title { get; init; }
}

/// <summary>How long a film is.</summary>
public enum FilmKind
{
    /// <summary>Up to 40 minutes.</summary>
    Short,
    Feature,
}

/// <summary>Codes.</summary>
public static class FilmErrors
{
    public const string NotFound = "movies.not_found";
}
