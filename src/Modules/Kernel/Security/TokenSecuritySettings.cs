using System.ComponentModel.DataAnnotations;

namespace Monolith.Kernel.Security;

/// <summary>Section <c>Security</c>: how access tokens are checked. The same values in every process of an installation.</summary>
public sealed class TokenSecuritySettings : IValidatableObject
{
    /// <summary>The <c>iss</c> of access tokens.</summary>
    [Required, StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters.")]
    public string Issuer { get; set; } = "monolith";

    /// <summary>The <c>aud</c> of access tokens.</summary>
    [Required, StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters.")]
    public string Audience { get; set; } = "monolith";

    /// <summary>How far two machines' clocks may differ: granted at both ends of a token's life. 0 to 30 s.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each process asks which sessions were logged out. 50 ms to 1 s.</summary>
    public TimeSpan RevocationPollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How old the answer may be before each session is asked for by itself: the longest a token outlives its log-out.
    /// Between the poll interval and 900 ms, so that the promise of one second holds.
    /// </summary>
    public TimeSpan RevocationFreshFor { get; set; } = TimeSpan.FromMilliseconds(750);

    /// <summary>How long one such question may take before the request is answered 503. 10 ms to 10 s.</summary>
    public TimeSpan RevocationCheckTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many tokens are remembered as correctly signed; 0 checks every signature every time. About 600 bytes each.</summary>
    [Range(0, 1_000_000, ErrorMessage = "must be 0 to 1000000.")]
    public int VerifiedTokens { get; set; } = 10_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClockSkew < TimeSpan.Zero || ClockSkew > TimeSpan.FromSeconds(30))
        {
            yield return new("must be between 00:00:00 and 00:00:30.", [nameof(ClockSkew)]);
        }

        if (RevocationPollInterval < TimeSpan.FromMilliseconds(50) || RevocationPollInterval > TimeSpan.FromSeconds(1))
        {
            yield return new("must be between 00:00:00.050 and 00:00:01.", [nameof(RevocationPollInterval)]);
        }

        if (RevocationFreshFor < RevocationPollInterval || RevocationFreshFor > TimeSpan.FromMilliseconds(900))
        {
            yield return new("must be between RevocationPollInterval and 00:00:00.900.", [nameof(RevocationFreshFor)]);
        }

        if (RevocationCheckTimeout < TimeSpan.FromMilliseconds(10) || RevocationCheckTimeout > TimeSpan.FromSeconds(10))
        {
            yield return new("must be between 00:00:00.010 and 00:00:10.", [nameof(RevocationCheckTimeout)]);
        }
    }
}
