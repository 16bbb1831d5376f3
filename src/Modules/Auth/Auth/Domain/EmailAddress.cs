using System.Net.Mail;

namespace Monolith.Auth.Domain;

/// <summary>What counts as an e-mail address, and as the same one.</summary>
internal static class EmailAddress
{
    public const int MaxLength = 255;

    /// <summary>An address and nothing around it: no display name, no comment, nothing that cannot be printed (PostgreSQL refuses U+0000 in text).</summary>
    public static bool IsValid(string text)
        => !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out var address)
            && string.Equals(address.Address, text, StringComparison.Ordinal);

    public static string Normalize(string text) => text.ToLowerInvariant();
}
