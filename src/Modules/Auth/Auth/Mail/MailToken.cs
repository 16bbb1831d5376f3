using Monolith.Auth.Domain;

namespace Monolith.Auth.Mail;

/// <summary>A token that was mailed to the owner of an account. Using it removes it.</summary>
internal sealed class MailToken
{
    private MailToken()
    {
    }

    /// <summary>See <see cref="OpaqueToken"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    public int UserId { get; private set; }

    public MailPurpose Purpose { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static MailToken Of(int userId, MailPurpose purpose, string token, DateTimeOffset now) => new()
    {
        Hash = OpaqueToken.HashOf(token) ?? throw new ArgumentException("must come from OpaqueToken.New.", nameof(token)),
        UserId = userId,
        Purpose = purpose,
        CreatedAt = now,
        // A new password takes over the account; whoever finds the mail later must not.
        ExpiresAt = now + (purpose == MailPurpose.ResetPassword ? TimeSpan.FromMinutes(30) : TimeSpan.FromDays(2)),
    };
}
