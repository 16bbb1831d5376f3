using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Security.AtRest;

namespace Monolith.Auth.Keys;

/// <summary>
/// Around private signing keys, so that whoever reads the database or a backup of it cannot sign; bound to the key's id. Apart from the modules' key ring: the
/// Auth module's key is derived from a secret of its own, and a signing key is soon replaced by the next.
/// </summary>
internal static class KeyEncryption
{
    public static byte[] Encrypt(byte[] key, string keyId, ReadOnlySpan<byte> plain)
    {
        var box = new byte[AesGcmBox.Overhead + plain.Length];
        AesGcmBox.Seal(key, plain, Encoding.ASCII.GetBytes(keyId), box);
        return box;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, for another id, or changed since.</exception>
    public static byte[] Decrypt(byte[] key, string keyId, ReadOnlySpan<byte> encrypted) => AesGcmBox.Open(key, encrypted, Encoding.ASCII.GetBytes(keyId));
}
