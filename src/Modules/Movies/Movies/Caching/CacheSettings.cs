using System.ComponentModel.DataAnnotations;

namespace Monolith.Movies.Caching;

/// <summary>Section <c>Movies:Cache</c>.</summary>
internal sealed class CacheSettings : IValidatableObject
{
    /// <summary>The most answers kept.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be 1 to 1000000.")]
    public int MaxEntries { get; set; } = 5_000;

    /// <summary>The most bytes of answers kept.</summary>
    [Range(1_000_000, 10_000_000_000, ErrorMessage = "must be 1000000 to 10000000000.")]
    public long MaxBytes { get; set; } = 16_000_000;

    /// <summary>How long a search is answered from memory.</summary>
    public TimeSpan SearchFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the genres are.</summary>
    public TimeSpan GenresFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a film's details are.</summary>
    public TimeSpan DetailsFor { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long it is remembered that a film does not exist.</summary>
    public TimeSpan UnknownFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its time an answer may still be given when no new one can be had.</summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long an answer that is past its time is given without asking again, after asking has failed.</summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(SearchFor), SearchFor), (nameof(GenresFor), GenresFor), (nameof(DetailsFor), DetailsFor),
            (nameof(UnknownFor), UnknownFor), (nameof(StaleFor), StaleFor), (nameof(AskAgainAfter), AskAgainAfter),
        ];
        return times
            .Where(t => t.Value < TimeSpan.Zero || t.Value > TimeSpan.FromDays(180))
            .Select(t => new ValidationResult("must be between 00:00:00 and 180 days, the longest that TMDB allows.", [t.Name]));
    }
}
