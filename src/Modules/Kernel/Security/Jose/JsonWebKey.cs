using System.Text.Json.Serialization;

namespace Monolith.Kernel.Security.Jose;

/// <summary>One public key of a <see cref="JsonWebKeySet"/>; members as in RFC 7517 and RFC 7518.</summary>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string Kty,
    [property: JsonPropertyName("crv")] string Crv,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("alg")] string Alg,
    [property: JsonPropertyName("use")] string Use)
{
    /// <summary>The key in this form.</summary>
    public static JsonWebKey Of(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new("EC", "P-256", key.X, key.Y, key.Id, "ES256", "sig");
    }
}
