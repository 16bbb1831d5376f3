using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Auth.Domain;

/// <summary>A secret that means nothing by itself: 256 random bits. Only its SHA-256 is kept, which is as good as the secret for finding it and no good for using it.</summary>
internal static class OpaqueToken
{
    private const int Bytes = 32;
    private const int TextLength = 43;

    /// <summary>43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it; null for what cannot be one.</summary>
    public static byte[]? HashOf(string? token) => token is { Length: TextLength } ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
