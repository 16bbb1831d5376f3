using System.Text.Json.Serialization;

namespace Monolith.Movies.Providers;

/// <summary>One film with everything the contract says of it.</summary>
internal sealed record MovieDetails : MovieFields
{
    [JsonPropertyName("genres")]
    public required IReadOnlyList<Genre> Genres { get; init; }

    [JsonPropertyName("production_countries")]
    public IReadOnlyList<ProductionCountry> ProductionCountries { get; init; } = [];

    [JsonPropertyName("production_companies")]
    public IReadOnlyList<ProductionCompany> ProductionCompanies { get; init; } = [];

    /// <summary>In minutes; 0 when it is not known.</summary>
    [JsonPropertyName("runtime")]
    public int Runtime { get; init; }

    [JsonPropertyName("imdb_id")]
    public string? ImdbId { get; init; }

    /// <summary>In US dollars; 0 when it is not known.</summary>
    [JsonPropertyName("budget")]
    public long Budget { get; init; }

    /// <summary>In US dollars; 0 when it is not known.</summary>
    [JsonPropertyName("revenue")]
    public long Revenue { get; init; }

    [JsonPropertyName("status")]
    public string Status { get; init; } = "Released";

    [JsonPropertyName("tagline")]
    public string Tagline { get; init; } = "";

    [JsonPropertyName("homepage")]
    public string Homepage { get; init; } = "";

    [JsonPropertyName("spoken_languages")]
    public IReadOnlyList<SpokenLanguage> SpokenLanguages { get; init; } = [];
}
