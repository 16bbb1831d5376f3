using System.ComponentModel.DataAnnotations;
using Monolith.Auth.Domain;

namespace Monolith.Auth.Mail;

/// <summary>Section <c>Auth:Mail</c>: the server that takes our mail. Without a host nothing is sent, and what needs mail answers 503.</summary>
internal sealed class MailSettings
{
    private const string Section = nameof(AuthSettings.Mail);

    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>STARTTLS (RFC 3207), with a certificate that this system trusts; false only for a server on this machine.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Null: the server wants no log-in.</summary>
    public string? Username { get; set; }

    /// <summary>From the environment, not from a file in the repository.</summary>
    public string? Password { get; set; }

    public string? From { get; set; }

    /// <summary>What the token is appended to for a link, for example <c>https://app.example.com/verify#token=</c>. Null: the mail has the token alone.</summary>
    public string? VerifyLink { get; set; }

    /// <summary>As <see cref="VerifyLink"/>, for a new password.</summary>
    public string? ResetLink { get; set; }

    /// <summary>For one mail. 1 s to 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The most mails of one kind to one account in an hour. 1 to 100.</summary>
    public int PerHour { get; set; } = 3;

    public bool IsConfigured => Host is not null;

    public IEnumerable<ValidationResult> Validate()
    {
        if (Host is not null && (From is null || !EmailAddress.IsValid(From)))
        {
            yield return new("must be the e-mail address that mail comes from.", [$"{Section}:{nameof(From)}"]);
        }

        if (Port is < 1 or > 65535)
        {
            yield return new("must be 1 to 65535.", [$"{Section}:{nameof(Port)}"]);
        }

        if (Username is null != Password is null)
        {
            yield return new("and Username go together.", [$"{Section}:{nameof(Password)}"]);
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2))
        {
            yield return new("must be between 00:00:01 and 00:02:00.", [$"{Section}:{nameof(Timeout)}"]);
        }

        if (PerHour is < 1 or > 100)
        {
            yield return new("must be 1 to 100.", [$"{Section}:{nameof(PerHour)}"]);
        }

        foreach (var (name, link) in new[] { (nameof(VerifyLink), VerifyLink), (nameof(ResetLink), ResetLink) })
        {
            if (link is not null && !(Uri.TryCreate(link, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
            {
                yield return new("must be an http or https address.", [$"{Section}:{name}"]);
            }
        }
    }
}
