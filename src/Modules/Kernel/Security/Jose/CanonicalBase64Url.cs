using System.Buffers;
using System.Buffers.Text;

namespace Monolith.Kernel.Security.Jose;

/// <summary>
/// Base64url without padding (RFC 7515, appendix C) with exactly one spelling for each value. The framework's decoder also takes padding and white
/// space, so that one token could be written in many ways and slip past whatever remembers tokens.
/// </summary>
internal static class CanonicalBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <returns>Null for anything that <see cref="Encode"/> would not have written, the empty text included.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Alphabet))
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }
}
