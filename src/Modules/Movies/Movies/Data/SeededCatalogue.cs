namespace Monolith.Movies.Data;

/// <summary>Which version of the seed file the films come from; one row at most.</summary>
internal sealed class SeededCatalogue
{
    /// <summary>SHA-256 of the seed file in hexadecimal.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset SeededAt { get; init; }
}
