using System.ComponentModel.DataAnnotations;
using Monolith.Auth.Domain;

namespace Monolith.Auth;

/// <summary>Section <c>Auth:Administrator</c>: the first admin's account, made at the start. All three or none.</summary>
internal sealed class AdministratorSettings
{
    private const int MinPasswordLength = 12;

    public string? Username { get; set; }

    public string? Email { get; set; }

    /// <summary>From the environment, not from a file in the repository. Only for making the account: a later change here changes nothing.</summary>
    public string? Password { get; set; }

    public bool IsGiven => Username is not null || Email is not null || Password is not null;

    public IEnumerable<ValidationResult> Validate()
    {
        const string section = nameof(AuthSettings.Administrator);
        if (!IsGiven)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(Username) || TextLength.Of(Username) > Domain.Username.MaxLength || !Domain.Username.MayBelongTo(Username, Email ?? ""))
        {
            yield return new($"must have 1 to {Domain.Username.MaxLength} characters, without '@' unless it is the e-mail address.", [$"{section}:{nameof(Username)}"]);
        }

        if (Email is null || Email.Length > EmailAddress.MaxLength || !EmailAddress.IsValid(Email))
        {
            yield return new("must be an e-mail address.", [$"{section}:{nameof(Email)}"]);
        }

        if (Password is null || TextLength.Of(Password) < MinPasswordLength)
        {
            yield return new($"must have at least {MinPasswordLength} characters.", [$"{section}:{nameof(Password)}"]);
        }
    }
}
