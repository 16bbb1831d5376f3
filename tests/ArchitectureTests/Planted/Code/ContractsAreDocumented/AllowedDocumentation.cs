//# assembly Monolith.Movies.Contracts
using Monolith.Kernel.Messaging;

namespace Monolith.Movies.Contracts;

/// <summary>A film as others may know it.</summary>
/// <param name="Id">Positive.</param>
public sealed record Film(int Id)
{
    /// <summary>In the original language; null when unknown.</summary>
    public string? Title { get; init; }
}

/// <summary>How long a film is.</summary>
public enum FilmKind
{
    /// <summary>Up to 40 minutes.</summary>
    Short,
}
