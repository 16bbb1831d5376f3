using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monolith.Integration.Deploy;

/// <summary>Values of settings that sound secret, written out where a reference to a file or a Secret belongs.</summary>
internal static partial class SecretLiterals
{
    /// <param name="document">Compose's or Kubernetes'.</param>
    public static IEnumerable<string> In(JsonNode? document) => document switch
    {
        JsonObject { } o when o["name"] is JsonValue name && o["value"] is JsonValue value && Sounds().IsMatch(name.ToString()) && !IsHarmless(value.ToString()) => [$"{name}={value}"],
        JsonObject { } o => o.SelectMany(member => member.Value is JsonValue value && Sounds().IsMatch(member.Key) && !IsHarmless(value.ToString()) ? [$"{member.Key}={value}"] : In(member.Value)),
        JsonArray { } a => a.SelectMany(In),
        _ => [],
    };

    private static bool IsHarmless(string value) => value.StartsWith('/') || value.StartsWith("secrets/", StringComparison.Ordinal) || bool.TryParse(value, out _);

    // 'secretName' and 'secretKeyRef' are the references; a key in one is the name of an entry.
    [GeneratedRegex("(Password|Secret|Token|ApiKey|EncryptionKey|ConnectionString|_PASS|_PASSWORD)(File|__FILE)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sounds();
}
