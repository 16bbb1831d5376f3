using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Monolith.Movies.Tmdb;

/// <summary>Section <c>Movies:Tmdb</c>.</summary>
internal sealed class TmdbSettings : IValidatableObject
{
    /// <summary>An API key (v3) or an API read access token (v4). Null or empty: the built-in catalogue answers instead.</summary>
    [RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "must be an API key or a read access token as TMDB shows it.")]
    public string? ApiKey { get; set; }

    public Uri BaseUrl { get; set; } = new("https://api.themoviedb.org/3");

    /// <summary>How long one try may take, from connecting to the answer's last byte.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long all tries and the pauses between them may take. The movies frontend gives up after 5 s.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(3.5);

    /// <summary>How long nothing is asked once most tries fail.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(5);

    [MemberNotNullWhen(true, nameof(ApiKey))]
    public bool IsConfigured => !string.IsNullOrEmpty(ApiKey);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https") || BaseUrl.Query.Length > 0 || BaseUrl.UserInfo.Length > 0)
        {
            yield return new ValidationResult("must be an absolute http or https URL without user and query.", [nameof(BaseUrl)]);
        }

        if (Budget < TimeSpan.FromMilliseconds(100) || Budget > TimeSpan.FromSeconds(4.5))
        {
            yield return new ValidationResult("must be between 00:00:00.100 and 00:00:04.500.", [nameof(Budget)]);
        }

        if (TryTimeout < TimeSpan.FromMilliseconds(50) || TryTimeout > Budget)
        {
            yield return new ValidationResult($"must be between 00:00:00.050 and '{nameof(Budget)}'.", [nameof(TryTimeout)]);
        }

        if (BreakFor < TimeSpan.FromMilliseconds(500) || BreakFor > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("must be between 00:00:00.500 and 00:05:00.", [nameof(BreakFor)]);
        }
    }
}
