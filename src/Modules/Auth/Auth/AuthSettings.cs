using System.ComponentModel.DataAnnotations;
using Monolith.Auth.Keys;
using Monolith.Auth.Throttling;

namespace Monolith.Auth;

/// <summary>Section <c>Auth</c>.</summary>
internal sealed class AuthSettings : IValidatableObject
{
    /// <summary>How long an access token, and with it a session, lives. 1 minute to 1 day.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

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

    public SigningKeySettings SigningKeys { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccessTokenLifetime < TimeSpan.FromMinutes(1) || AccessTokenLifetime > TimeSpan.FromDays(1))
        {
            yield return new("must be between 00:01:00 and 1.00:00:00.", [nameof(AccessTokenLifetime)]);
        }

        if (FailedLoginFloor < TimeSpan.Zero || FailedLoginFloor > TimeSpan.FromSeconds(4))
        {
            yield return new("must be between 00:00:00 and 00:00:04.", [nameof(FailedLoginFloor)]);
        }

        foreach (var failure in LoginThrottle.Validate().Concat(SigningKeys.Validate()).Concat(Administrator.Validate()))
        {
            yield return failure;
        }
    }
}
