namespace Monolith.Movies.Data;

/// <summary>A film of the built-in catalogue. The *Search properties are computed by the database.</summary>
internal sealed class Film
{
    public int Id { get; init; }

    public required string Title { get; init; }

    public required string OriginalTitle { get; init; }

    /// <summary>ISO 639-1.</summary>
    public required string OriginalLanguage { get; init; }

    public short Year { get; init; }

    /// <summary>In minutes.</summary>
    public short Runtime { get; init; }

    public required int[] GenreIds { get; init; }

    public required string[] Directors { get; init; }

    /// <summary>See the README beside the seed file for what stands in for popularity.</summary>
    public float Popularity { get; init; }

    public string TitleSearch { get; private set; } = "";

    public string OriginalTitleSearch { get; private set; } = "";

    public string DirectorsSearch { get; private set; } = "";
}
