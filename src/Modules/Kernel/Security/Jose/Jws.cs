using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Monolith.Kernel.Security.Jose;

/// <summary>
/// A compact JWS (RFC 7515) as this system writes them: ES256, with a key id and a type, and nothing else in the header. Parsed but not yet checked;
/// its payload comes out of <see cref="Verify"/> only, so that nothing can act on what nobody signed.
/// </summary>
public sealed class Jws
{
    /// <summary>A longer token is refused unread, in characters.</summary>
    public const int MaxLength = 8192;

    private const string Algorithm = "ES256";
    private const int MaxKeyIdLength = 64;

    private static readonly SearchValues<char> KeyIdAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly byte[] _signed;
    private readonly byte[] _payload;
    private readonly byte[] _signature;

    private Jws(string keyId, byte[] signed, byte[] payload, byte[] signature)
    {
        KeyId = keyId;
        _signed = signed;
        _payload = payload;
        _signature = signature;
    }

    /// <summary>Which known key to check with. The sender's claim: only ever look it up among known keys.</summary>
    public string KeyId { get; }

    /// <summary>Signs a payload.</summary>
    /// <param name="key">Its id becomes the <c>kid</c>.</param>
    /// <param name="type">The <c>typ</c>: what sort of token it is, so that none passes as another.</param>
    /// <param name="payload">UTF-8 JSON.</param>
    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(key);
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = Algorithm, typ = type, kid = key.Public.Id });
        var signed = $"{CanonicalBase64Url.Encode(header)}.{CanonicalBase64Url.Encode(payload)}";
        return $"{signed}.{CanonicalBase64Url.Encode(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Reads a token without believing it.</summary>
    /// <returns>
    /// Null when it is anything but three canonical base64url parts whose header is exactly <c>alg</c> ES256, <c>typ</c> as given and a well-formed
    /// <c>kid</c>. A header with anything more (<c>crit</c>, <c>jku</c>, <c>jwk</c>, <c>x5c</c>, <c>b64</c>, a repeated name) is refused: we write none.
    /// </returns>
    public static Jws? Parse(string compact, string type)
    {
        ArgumentNullException.ThrowIfNull(compact);
        if (compact.Length > MaxLength)
        {
            return null;
        }

        Span<Range> parts = stackalloc Range[4];
        var text = compact.AsSpan();
        if (text.Split(parts, '.') != 3
            || CanonicalBase64Url.Decode(text[parts[0]]) is not { } header
            || CanonicalBase64Url.Decode(text[parts[1]]) is not { } payload
            || CanonicalBase64Url.Decode(text[parts[2]]) is not { } signature
            || ReadKeyId(header, type) is not { } keyId)
        {
            return null;
        }

        return new Jws(keyId, Encoding.ASCII.GetBytes(compact, 0, parts[1].End.Value), payload, signature);
    }

    /// <summary>Checks the signature.</summary>
    /// <returns>The payload; null when this key did not sign it.</returns>
    public byte[]? Verify(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Verify(_signed, _signature) ? _payload : null;
    }

    internal static bool IsKeyId(string id) => id is { Length: > 0 and <= MaxKeyIdLength } && !id.AsSpan().ContainsAnyExcept(KeyIdAlphabet);

    private static string? ReadKeyId(byte[] header, string type)
    {
        using var json = StrictJson.ParseObject(header);
        if (json is null || json.RootElement.GetPropertyCount() != 3)
        {
            return null;
        }

        var root = json.RootElement;
        return root.Text("alg") == Algorithm && root.Text("typ") == type && root.Text("kid") is { } keyId && IsKeyId(keyId) ? keyId : null;
    }
}
