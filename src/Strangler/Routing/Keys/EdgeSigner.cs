using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Strangler.Routing.Keys;

/// <summary>Signs what the edge gives to clients and wants back unchanged. Several hosts with the same secret accept each other's signatures.</summary>
internal sealed class EdgeSigner(string secret)
{
    // 128 bits: nobody guesses that, and the cookie stays short.
    private const int SignatureBytes = 16;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <param name="purpose">What is signed for one purpose is worth nothing for another.</param>
    /// <param name="text">What is signed.</param>
    /// <returns>22 characters of base64url.</returns>
    public string Sign(string purpose, string text)
        => Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{purpose}\n{text}")).AsSpan(0, SignatureBytes));

    /// <summary>Whether <paramref name="signature"/> is this text's, in constant time. It is compared as text: a decoder would take several spellings.</summary>
    public bool IsSigned(string purpose, string text, ReadOnlySpan<char> signature)
        => CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(Sign(purpose, text).AsSpan()), MemoryMarshal.AsBytes(signature));
}
