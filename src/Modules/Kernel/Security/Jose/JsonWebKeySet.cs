using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Kernel.Security.Jose;

/// <summary>The document at <c>/.well-known/jwks.json</c> (RFC 7517).</summary>
/// <param name="Keys">Public keys.</param>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>The set of these keys.</summary>
    public static JsonWebKeySet Of(IEnumerable<VerificationKey> keys) => new([.. keys.Select(JsonWebKey.Of)]);

    /// <summary>The keys of a document that this system can use. Keys of other sorts, and keys not named by their thumbprint, are left out.</summary>
    /// <exception cref="JsonException">It is not a key set.</exception>
    public static IReadOnlyList<VerificationKey> Read(ReadOnlyMemory<byte> utf8)
    {
        using var json = StrictJson.ParseObject(utf8) ?? throw new JsonException("The document is not a JSON object with distinct names.");
        if (!json.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("The document has no list 'keys'.");
        }

        return [.. keys.EnumerateArray().Select(ReadKey).OfType<VerificationKey>()];
    }

    private static VerificationKey? ReadKey(JsonElement key)
        => key.ValueKind == JsonValueKind.Object
            && key.Text("kty") == "EC" && key.Text("crv") == "P-256" && key.Text("alg") is null or "ES256" && key.Text("use") is null or "sig"
            && key.Text("kid") is { } id && key.Text("x") is { } x && key.Text("y") is { } y
            && VerificationKey.FromCoordinates(id, x, y) is { } read && read.Thumbprint == id
            ? read
            : null;
}
