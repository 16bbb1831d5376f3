using System.Security.Cryptography;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random nonce, as one run of bytes: nonce, tag, ciphertext. Up to 2^32 boxes for one key.</summary>
public static class AesGcmBox
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    /// <summary>How many bytes a box is longer than what is in it.</summary>
    public static int Overhead => NonceSize + TagSize;

    /// <summary>Encrypts into <paramref name="box"/>, which is <see cref="Overhead"/> longer than <paramref name="plain"/>.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes.</param>
    /// <param name="plain">What is to be hidden.</param>
    /// <param name="associatedData">Not in the box, and must be the same when it is opened.</param>
    /// <param name="box">Receives the result.</param>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData, Span<byte> box)
    {
        var nonce = box[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, box[Overhead..], box[NonceSize..Overhead], associatedData);
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, other associated data, cut short, or changed since.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        if (box.Length < Overhead)
        {
            throw new CryptographicException("The encrypted value is cut short.");
        }

        var plain = new byte[box.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[Overhead..], box[NonceSize..Overhead], plain, associatedData);
        return plain;
    }
}
