using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Monolith.Integration.Security;

/// <summary>Makes service tokens, good and bad, from the key of a real service.</summary>
internal sealed record ServiceTokenForge(ECDsa Key)
{
    private static readonly string[] OnePermission = ["movies.GetMovieSnapshot"];

    public string Algorithm { get; init; } = "ES256";

    public string Type { get; init; } = "service+jwt";

    public string KeyId { get; init; } = "favorites";

    public string Issuer { get; init; } = "favorites";

    public string Audience { get; init; } = "monolith";

    public IReadOnlyList<string> Permissions { get; init; } = OnePermission;

    public DateTimeOffset IssuedAt { get; init; } = DateTimeOffset.UtcNow;

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);

    public static ServiceTokenForge WithKeyFile(string pemFile)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(pemFile));
        return new ServiceTokenForge(key);
    }

    public string Issue()
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = Type, ["kid"] = KeyId };
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = Issuer,
            ["aud"] = Audience,
            ["permissions"] = new JsonArray([.. Permissions.Select(p => (JsonNode)p)]),
            ["iat"] = IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = (IssuedAt + Lifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
