using System.Buffers;
using System.Buffers.Text;

namespace Monolith.Kernel.Security.Jose;

/// <summary>
/// Base64url without padding (RFC 7515, appendix C) with exactly one spelling for each value. The framework's decoder also takes padding, white space
/// and set bits after the last byte, so that one token could be written in many ways and slip past whatever remembers tokens.
/// </summary>
internal static class CanonicalBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <returns>Null for anything that <see cref="Encode"/> would not have written, the empty text included.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        Span<char> last = stackalloc char[4];
        // Only the last group has bits to spare.
        var tail = bytes.Length % 3;
        return tail == 0 || (Base64Url.TryEncodeToChars(bytes.AsSpan(bytes.Length - tail), last, out var written) && text.EndsWith(last[..written], StringComparison.Ordinal))
            ? bytes
            : null;
    }
}
