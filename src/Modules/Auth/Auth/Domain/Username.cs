namespace Monolith.Auth.Domain;

/// <summary>What counts as a username, and as the same one.</summary>
internal static class Username
{
    /// <summary>In code points.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Whether somebody with this address may have it. One that could be an e-mail address must be the user's own: nobody takes the address of another as a
    /// name, and whatever asks for "username or e-mail" one day finds one account.
    /// </summary>
    public static bool MayBelongTo(string username, string email) => !username.Contains('@', StringComparison.Ordinal) || Normalize(username) == EmailAddress.Normalize(email);

    public static string Normalize(string text) => text.Trim().ToLowerInvariant();
}
