using System.ComponentModel.DataAnnotations;
using Monolith.Movies.Caching;
using Monolith.Movies.Tmdb;

namespace Monolith.Movies;

/// <summary>Section <c>Movies</c>.</summary>
internal sealed class MoviesSettings : IValidatableObject
{
    /// <summary>The language of titles, texts and genres: ISO 639-1, or with an ISO 3166-1 country.</summary>
    [RegularExpression("^[a-z]{2}(-[A-Z]{2})?$", ErrorMessage = "must be a language like 'pt' or 'pt-BR'.")]
    public string Language { get; set; } = "pt-BR";

    public TmdbSettings Tmdb { get; set; } = new();

    public CacheSettings Cache { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [.. ErrorsOf(nameof(Tmdb), Tmdb), .. ErrorsOf(nameof(Cache), Cache)];

    // The validator does not look into nested objects.
    private static IEnumerable<ValidationResult> ErrorsOf(string section, object settings)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), failures, validateAllProperties: true);
        return failures.Select(f => new ValidationResult(f.ErrorMessage, f.MemberNames.Select(member => $"{section}:{member}")));
    }
}
