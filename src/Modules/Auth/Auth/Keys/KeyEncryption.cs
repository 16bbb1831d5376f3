using System.Security.Cryptography;
using System.Text;

namespace Monolith.Auth.Keys;

/// <summary>AES-256-GCM around private keys, so that whoever reads the database or a backup of it cannot sign: nonce, tag, ciphertext; bound to the key's id.</summary>
internal static class KeyEncryption
{
    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    public static byte[] Encrypt(byte[] key, string keyId, ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceSize + TagSize + plain.Length];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), Encoding.ASCII.GetBytes(keyId));
        return result;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, for another id, or changed since.</exception>
    public static byte[] Decrypt(byte[] key, string keyId, ReadOnlySpan<byte> encrypted)
    {
        if (encrypted.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("The encrypted key is cut short.");
        }

        var plain = new byte[encrypted.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(encrypted[..NonceSize], encrypted[(NonceSize + TagSize)..], encrypted.Slice(NonceSize, TagSize), plain, Encoding.ASCII.GetBytes(keyId));
        return plain;
    }
}
