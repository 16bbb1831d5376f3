using System.Security.Cryptography;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>
/// Encrypts what must not be readable in the database or a backup of it, with the newest key of the process's ring (AES-256-GCM). A module asks for it by
/// <c>module.AddAtRestEncryption()</c>. The result holds one format byte, the key's id, nonce, tag and ciphertext: 30 bytes and the id more than the plain text.
/// </summary>
public interface IAtRestEncryption
{
    /// <summary>Encrypts for one purpose.</summary>
    /// <param name="plain">May be empty.</param>
    /// <param name="purpose">
    /// Column and owner, for example <c>kyc.pan:42</c>: not stored, and needed again to decrypt, so that a value that is moved to another row or column does not open there.
    /// </param>
    byte[] Protect(ReadOnlySpan<byte> plain, string purpose);

    /// <summary>Decrypts what <see cref="Protect"/> made with any key that is in the ring still.</summary>
    /// <exception cref="CryptographicException">
    /// Nothing that <see cref="Protect"/> made, for another purpose, changed since, or made with a key that is not in the ring; the message says which, and nothing of the value.
    /// </exception>
    byte[] Unprotect(ReadOnlySpan<byte> encrypted, string purpose);

    /// <summary>False for what was not encrypted with the newest key: decrypt and encrypt it again, and the older key can go. Does not look whether it decrypts.</summary>
    bool IsCurrent(ReadOnlySpan<byte> encrypted);
}
