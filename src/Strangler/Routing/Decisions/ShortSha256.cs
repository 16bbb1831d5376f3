using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>
/// The beginning of the SHA-256 (FIPS 180-4) of a message that fits one block, which is what a key and a seed are. <see cref="SHA256"/> spends more than half of
/// its time on getting ready, at every decision. It distributes and hides nothing: where a hash has to, use that one.
/// </summary>
internal static class ShortSha256
{
    /// <summary>In bytes: a block, less the closing bit and the length.</summary>
    public const int LongestMessage = 55;

    private const int BlockSize = 64;
    private const uint FirstInitial = 0x6a09e667;

    /// <summary>The first four bytes of the hash, read little-endian.</summary>
    /// <exception cref="ArgumentException">The message is longer than <see cref="LongestMessage"/>.</exception>
    public static uint FirstFourBytes(ReadOnlySpan<byte> message)
    {
        if (message.Length > LongestMessage)
        {
            throw new ArgumentException($"Has {message.Length} bytes; more than {LongestMessage} do not fit one block.", nameof(message));
        }

        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(block[^sizeof(ulong)..], (ulong)message.Length * 8);
        return BinaryPrimitives.ReverseEndianness(Compress(block));
    }

    // Every round written out, all words in locals: a third faster than a loop over a span.
    private static uint Compress(ReadOnlySpan<byte> block)
    {
        uint w0 = Word(block, 0), w1 = Word(block, 1), w2 = Word(block, 2), w3 = Word(block, 3);
        uint w4 = Word(block, 4), w5 = Word(block, 5), w6 = Word(block, 6), w7 = Word(block, 7);
        uint w8 = Word(block, 8), w9 = Word(block, 9), w10 = Word(block, 10), w11 = Word(block, 11);
        uint w12 = Word(block, 12), w13 = Word(block, 13), w14 = Word(block, 14), w15 = Word(block, 15);
        uint a = FirstInitial, b = 0xbb67ae85, c = 0x3c6ef372, d = 0xa54ff53a, e = 0x510e527f, f = 0x9b05688c, g = 0x1f83d9ab, h = 0x5be0cd19;

        Round(a, b, c, ref d, e, f, g, ref h, 0x428a2f98 + w0);
        Round(h, a, b, ref c, d, e, f, ref g, 0x71374491 + w1);
        Round(g, h, a, ref b, c, d, e, ref f, 0xb5c0fbcf + w2);
        Round(f, g, h, ref a, b, c, d, ref e, 0xe9b5dba5 + w3);
        Round(e, f, g, ref h, a, b, c, ref d, 0x3956c25b + w4);
        Round(d, e, f, ref g, h, a, b, ref c, 0x59f111f1 + w5);
        Round(c, d, e, ref f, g, h, a, ref b, 0x923f82a4 + w6);
        Round(b, c, d, ref e, f, g, h, ref a, 0xab1c5ed5 + w7);
        Round(a, b, c, ref d, e, f, g, ref h, 0xd807aa98 + w8);
        Round(h, a, b, ref c, d, e, f, ref g, 0x12835b01 + w9);
        Round(g, h, a, ref b, c, d, e, ref f, 0x243185be + w10);
        Round(f, g, h, ref a, b, c, d, ref e, 0x550c7dc3 + w11);
        Round(e, f, g, ref h, a, b, c, ref d, 0x72be5d74 + w12);
        Round(d, e, f, ref g, h, a, b, ref c, 0x80deb1fe + w13);
        Round(c, d, e, ref f, g, h, a, ref b, 0x9bdc06a7 + w14);
        Round(b, c, d, ref e, f, g, h, ref a, 0xc19bf174 + w15);

        Round(a, b, c, ref d, e, f, g, ref h, 0xe49b69c1 + Next(ref w0, w1, w9, w14));
        Round(h, a, b, ref c, d, e, f, ref g, 0xefbe4786 + Next(ref w1, w2, w10, w15));
        Round(g, h, a, ref b, c, d, e, ref f, 0x0fc19dc6 + Next(ref w2, w3, w11, w0));
        Round(f, g, h, ref a, b, c, d, ref e, 0x240ca1cc + Next(ref w3, w4, w12, w1));
        Round(e, f, g, ref h, a, b, c, ref d, 0x2de92c6f + Next(ref w4, w5, w13, w2));
        Round(d, e, f, ref g, h, a, b, ref c, 0x4a7484aa + Next(ref w5, w6, w14, w3));
        Round(c, d, e, ref f, g, h, a, ref b, 0x5cb0a9dc + Next(ref w6, w7, w15, w4));
        Round(b, c, d, ref e, f, g, h, ref a, 0x76f988da + Next(ref w7, w8, w0, w5));
        Round(a, b, c, ref d, e, f, g, ref h, 0x983e5152 + Next(ref w8, w9, w1, w6));
        Round(h, a, b, ref c, d, e, f, ref g, 0xa831c66d + Next(ref w9, w10, w2, w7));
        Round(g, h, a, ref b, c, d, e, ref f, 0xb00327c8 + Next(ref w10, w11, w3, w8));
        Round(f, g, h, ref a, b, c, d, ref e, 0xbf597fc7 + Next(ref w11, w12, w4, w9));
        Round(e, f, g, ref h, a, b, c, ref d, 0xc6e00bf3 + Next(ref w12, w13, w5, w10));
        Round(d, e, f, ref g, h, a, b, ref c, 0xd5a79147 + Next(ref w13, w14, w6, w11));
        Round(c, d, e, ref f, g, h, a, ref b, 0x06ca6351 + Next(ref w14, w15, w7, w12));
        Round(b, c, d, ref e, f, g, h, ref a, 0x14292967 + Next(ref w15, w0, w8, w13));

        Round(a, b, c, ref d, e, f, g, ref h, 0x27b70a85 + Next(ref w0, w1, w9, w14));
        Round(h, a, b, ref c, d, e, f, ref g, 0x2e1b2138 + Next(ref w1, w2, w10, w15));
        Round(g, h, a, ref b, c, d, e, ref f, 0x4d2c6dfc + Next(ref w2, w3, w11, w0));
        Round(f, g, h, ref a, b, c, d, ref e, 0x53380d13 + Next(ref w3, w4, w12, w1));
        Round(e, f, g, ref h, a, b, c, ref d, 0x650a7354 + Next(ref w4, w5, w13, w2));
        Round(d, e, f, ref g, h, a, b, ref c, 0x766a0abb + Next(ref w5, w6, w14, w3));
        Round(c, d, e, ref f, g, h, a, ref b, 0x81c2c92e + Next(ref w6, w7, w15, w4));
        Round(b, c, d, ref e, f, g, h, ref a, 0x92722c85 + Next(ref w7, w8, w0, w5));
        Round(a, b, c, ref d, e, f, g, ref h, 0xa2bfe8a1 + Next(ref w8, w9, w1, w6));
        Round(h, a, b, ref c, d, e, f, ref g, 0xa81a664b + Next(ref w9, w10, w2, w7));
        Round(g, h, a, ref b, c, d, e, ref f, 0xc24b8b70 + Next(ref w10, w11, w3, w8));
        Round(f, g, h, ref a, b, c, d, ref e, 0xc76c51a3 + Next(ref w11, w12, w4, w9));
        Round(e, f, g, ref h, a, b, c, ref d, 0xd192e819 + Next(ref w12, w13, w5, w10));
        Round(d, e, f, ref g, h, a, b, ref c, 0xd6990624 + Next(ref w13, w14, w6, w11));
        Round(c, d, e, ref f, g, h, a, ref b, 0xf40e3585 + Next(ref w14, w15, w7, w12));
        Round(b, c, d, ref e, f, g, h, ref a, 0x106aa070 + Next(ref w15, w0, w8, w13));

        Round(a, b, c, ref d, e, f, g, ref h, 0x19a4c116 + Next(ref w0, w1, w9, w14));
        Round(h, a, b, ref c, d, e, f, ref g, 0x1e376c08 + Next(ref w1, w2, w10, w15));
        Round(g, h, a, ref b, c, d, e, ref f, 0x2748774c + Next(ref w2, w3, w11, w0));
        Round(f, g, h, ref a, b, c, d, ref e, 0x34b0bcb5 + Next(ref w3, w4, w12, w1));
        Round(e, f, g, ref h, a, b, c, ref d, 0x391c0cb3 + Next(ref w4, w5, w13, w2));
        Round(d, e, f, ref g, h, a, b, ref c, 0x4ed8aa4a + Next(ref w5, w6, w14, w3));
        Round(c, d, e, ref f, g, h, a, ref b, 0x5b9cca4f + Next(ref w6, w7, w15, w4));
        Round(b, c, d, ref e, f, g, h, ref a, 0x682e6ff3 + Next(ref w7, w8, w0, w5));
        Round(a, b, c, ref d, e, f, g, ref h, 0x748f82ee + Next(ref w8, w9, w1, w6));
        Round(h, a, b, ref c, d, e, f, ref g, 0x78a5636f + Next(ref w9, w10, w2, w7));
        Round(g, h, a, ref b, c, d, e, ref f, 0x84c87814 + Next(ref w10, w11, w3, w8));
        Round(f, g, h, ref a, b, c, d, ref e, 0x8cc70208 + Next(ref w11, w12, w4, w9));
        Round(e, f, g, ref h, a, b, c, ref d, 0x90befffa + Next(ref w12, w13, w5, w10));
        Round(d, e, f, ref g, h, a, b, ref c, 0xa4506ceb + Next(ref w13, w14, w6, w11));
        Round(c, d, e, ref f, g, h, a, ref b, 0xbef9a3f7 + Next(ref w14, w15, w7, w12));
        Round(b, c, d, ref e, f, g, h, ref a, 0xc67178f2 + Next(ref w15, w0, w8, w13));

        return a + FirstInitial;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ReadOnlySpan<byte> block, int index) => BinaryPrimitives.ReadUInt32BigEndian(block[(index * sizeof(uint))..]);

    // The schedule, 16 words at a time: the word 16 before is overwritten. Arguments: the words 16, 15, 7 and 2 before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Next(ref uint word, uint w15, uint w7, uint w2)
        => word += (BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10)) + w7
            + (BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3));

    // Instead of shifting the eight words on, the next round names them by one further. Sums are in the order in which their terms are ready.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint wordAndConstant)
    {
        var sum = h + wordAndConstant + (g ^ (e & (f ^ g))) + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
        d += sum;
        h = sum + ((a & b) | (c & (a | b))) + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
    }
}
