namespace Monolith.Kyc.Protection;

/// <summary>What one round over all rows found.</summary>
/// <param name="Renewed">Users whose data is encrypted with the newest key now.</param>
/// <param name="Unreadable">Users whose data no key of this process opens.</param>
/// <param name="LastError">Of the last of them; names the key, and nothing of the data.</param>
internal sealed record ReEncryptionRound(int Renewed, int Unreadable, string? LastError);
