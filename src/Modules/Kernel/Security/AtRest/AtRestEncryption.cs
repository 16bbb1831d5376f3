using System.Security.Cryptography;
using System.Text;

namespace Monolith.Kernel.Security.AtRest;

/// <summary>Header (format, length of the id, id) and an <see cref="AesGcmBox"/>; the header and the purpose are its associated data.</summary>
internal sealed class AtRestEncryption(EncryptionKeyRing keys) : IAtRestEncryption
{
    private const byte Format = 1;
    private const int HeaderSize = 2;

    public byte[] Protect(ReadOnlySpan<byte> plain, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var key = keys.Newest;
        var header = HeaderSize + key.Id.Length;
        var result = new byte[header + AesGcmBox.Overhead + plain.Length];
        result[0] = Format;
        result[1] = (byte)key.Id.Length;
        Encoding.ASCII.GetBytes(key.Id, result.AsSpan(HeaderSize));
        AesGcmBox.Seal(key.Bytes, plain, Bound(result.AsSpan(0, header), purpose), result.AsSpan(header));
        return result;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> encrypted, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var id = KeyIdOf(encrypted) ?? throw new CryptographicException("The value is none that was encrypted here, or it is cut short.");
        if (!keys.TryFind(id, out var key))
        {
            throw new CryptographicException(
                $"The value was encrypted with the key '{id}', which this process does not have. Put its line back into the file that Encryption:KeysFile names " +
                "(secrets/encryption-keys in the data folder where it names none): the same for every process on the database.");
        }

        var header = HeaderSize + id.Length;
        try
        {
            return AesGcmBox.Open(key.Bytes, encrypted[header..], Bound(encrypted[..header], purpose));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new CryptographicException(
                $"The value does not open with the key '{id}': it was changed, moved here from another row or column, or that id names another key now than when it was encrypted.", e);
        }
    }

    public bool IsCurrent(ReadOnlySpan<byte> encrypted) => KeyIdOf(encrypted) == keys.Newest.Id;

    private static string? KeyIdOf(ReadOnlySpan<byte> encrypted)
        => encrypted.Length >= HeaderSize && encrypted[0] == Format && encrypted.Length >= HeaderSize + encrypted[1]
            ? Encoding.ASCII.GetString(encrypted.Slice(HeaderSize, encrypted[1]))
            : null;

    // The header says its own length, so the two cannot be cut in another place.
    private static byte[] Bound(ReadOnlySpan<byte> header, string purpose) => [.. header, .. Encoding.UTF8.GetBytes(purpose)];
}
