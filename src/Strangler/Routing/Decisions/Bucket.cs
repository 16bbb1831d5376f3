using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>
/// Where a user stands between 0 and 100, the same in every process and for every flag with the same seed. Computed as Microsoft.FeatureManagement 4.7.0
/// does for variants: the first four bytes, little-endian, of SHA-256 over UTF-8 <c>user \n seed</c>, as a share of 2^32-1. Same operations in the same
/// order on doubles, so that no user on a boundary differs.
/// </summary>
internal static class Bucket
{
    private const int OnStack = 256;

    public static double Of(string user, string seed)
    {
        var size = Encoding.UTF8.GetMaxByteCount(user.Length + seed.Length + 1);
        // A user id is a short number; the pool is for whoever puts a certificate into the claim.
        var rented = size > OnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        var text = rented ?? stackalloc byte[OnStack];

        var length = Encoding.UTF8.GetBytes(user, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(seed, text[length..]);
        var first = FirstFourBytes(text[..length]);

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return first / (double)uint.MaxValue * 100;
    }

    private static uint FirstFourBytes(ReadOnlySpan<byte> text)
    {
        if (text.Length <= ShortSha256.LongestMessage)
        {
            return ShortSha256.FirstFourBytes(text);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }
}
