using System.ComponentModel.DataAnnotations;
using Monolith.Auth.Keys;
using Monolith.Auth.Mail;
using Monolith.Auth.Throttling;

namespace Monolith.Auth;

/// <summary>Section <c>Auth</c>.</summary>
internal sealed class AuthSettings : IValidatableObject
{
    /// <summary>How long an access token lives, and with it a session without refresh tokens. 1 minute to 1 day.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a refresh token lives that is not used. 1 hour to 90 days.</summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a session lives, however often it is refreshed. At least as long as a refresh token, at most a year.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Encrypts the private signing keys in the database and keys the hashes of addresses: the same for all hosts on one database.
    /// Null: made at first start and kept in the data folder.
    /// </summary>
    [MinLength(32, ErrorMessage = "must have at least 32 characters; 'openssl rand -hex 32' makes one.")]
    public string? KeyEncryptionKey { get; set; }

    /// <summary>
    /// A failed log-in is answered this long after it came, or twice, thrice this long: never at a moment that tells what was wrong.
    /// Longer than the slowest password check (an imported bcrypt hash of cost 12 takes 200 ms). 0 to 4 s; 0 switches it off.
    /// </summary>
    public TimeSpan FailedLoginFloor { get; set; } = TimeSpan.FromMilliseconds(400);

    public LoginThrottleSettings LoginThrottle { get; set; } = new();

    public AdministratorSettings Administrator { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    public SigningKeySettings SigningKeys { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccessTokenLifetime < TimeSpan.FromMinutes(1) || AccessTokenLifetime > TimeSpan.FromDays(1))
        {
            yield return new("must be between 00:01:00 and 1.00:00:00.", [nameof(AccessTokenLifetime)]);
        }

        if (RefreshTokenLifetime < TimeSpan.FromHours(1) || RefreshTokenLifetime > TimeSpan.FromDays(90))
        {
            yield return new("must be between 01:00:00 and 90.00:00:00.", [nameof(RefreshTokenLifetime)]);
        }

        if (SessionLifetime < RefreshTokenLifetime || SessionLifetime > TimeSpan.FromDays(365))
        {
            yield return new($"must be between {nameof(RefreshTokenLifetime)} and 365.00:00:00.", [nameof(SessionLifetime)]);
        }

        if (FailedLoginFloor < TimeSpan.Zero || FailedLoginFloor > TimeSpan.FromSeconds(4))
        {
            yield return new("must be between 00:00:00 and 00:00:04.", [nameof(FailedLoginFloor)]);
        }

        foreach (var failure in LoginThrottle.Validate().Concat(SigningKeys.Validate()).Concat(Administrator.Validate()).Concat(Mail.Validate()))
        {
            yield return failure;
        }
    }
}
