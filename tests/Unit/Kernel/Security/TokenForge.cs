using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monolith.Kernel.Security.Jose;

namespace Monolith.Unit.Kernel.Security;

/// <summary>Writes tokens byte by byte, so that a test can write wrong ones.</summary>
internal static class TokenForge
{
    public static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>Any header and payload, correctly signed.</summary>
    public static string Signed(SigningKey key, string header, string payload)
    {
        var signed = $"{Base64(header)}.{Base64(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Any header and payload with an HMAC where the signature belongs.</summary>
    public static string Authenticated(byte[] secret, string header, string payload)
    {
        var signed = $"{Base64(header)}.{Base64(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Header(SigningKey key, string type = "at+jwt") => $$"""{"alg":"ES256","typ":"{{type}}","kid":"{{key.Public.Id}}"}""";
}
