using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Monolith.Kernel.Security.Bearer;

/// <summary>SHA-256 of a token: stands for it where the token itself must not be kept.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenFingerprint(UInt128 High, UInt128 Low)
{
    public static TokenFingerprint Of(string compact)
    {
        Span<UInt128> hash = stackalloc UInt128[2];
        SHA256.HashData(MemoryMarshal.AsBytes(compact.AsSpan()), MemoryMarshal.AsBytes(hash));
        return new(hash[0], hash[1]);
    }
}
