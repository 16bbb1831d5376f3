using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Frontends.RateLimiting;

/// <summary>Section <c>RateLimit</c>: what one user, or one address without a user, may ask of the frontends' endpoints.</summary>
public sealed class RateLimitSettings : IValidatableObject
{
    /// <summary>False: no limit and no headers.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests per <see cref="Window"/>.</summary>
    [Range(1, 1_000_000_000, ErrorMessage = "must be 1 to 1000000000.")]
    public int PermitLimit { get; set; } = 60;

    /// <summary>Begins with the first request and is then fixed.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most addresses counted each by itself; beyond it further ones share a fixed number of counters, so that memory stays bounded.</summary>
    [Range(1, 10_000_000, ErrorMessage = "must be 1 to 10000000.")]
    public int MaxAddresses { get; set; } = 50_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("must be between 00:00:01 and 1.00:00:00.", [nameof(Window)]);
        }
    }
}
