namespace Monolith.Auth.Keys;

/// <summary>
/// A signing key as all hosts share it. It is published from the moment it is stored, signs from <see cref="ActivatesAt"/> until the next one does, and is
/// removed when no token it signed can be valid any more. Nothing in it ever changes, so hosts cannot disagree about a state, only about the time.
/// </summary>
internal sealed class StoredSigningKey
{
    /// <summary>The <c>kid</c>: the JWK thumbprint of the public half.</summary>
    public required string Id { get; init; }

    public required string X { get; init; }

    public required string Y { get; init; }

    /// <summary>See <see cref="KeyEncryption"/>.</summary>
    public required byte[] EncryptedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ActivatesAt { get; init; }
}
