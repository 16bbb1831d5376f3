using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>Reads <c>strangler.json</c> and says everything that is wrong with it at once.</summary>
internal static class GatewayFileReader
{
    /// <summary>The members that are settings, read once at the start: the rest of the file may change while the gateway runs.</summary>
    public static readonly IReadOnlyList<string> Settings = ["$schema", "urls", "internalUrl", "dataDir", "web", "strangler", "database", "telemetry", "logging", "allowedHosts", "kestrel"];

    /// <summary>More is a mistake: it is read whole.</summary>
    private const long LargestFile = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="GatewayFileException">With every error, each with the place in the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (GatewayConfiguration Configuration, string Text) Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
        {
            throw new GatewayFileException(path, [$"is larger than {LargestFile} bytes."]);
        }

        var text = File.ReadAllText(path);
        return (Parse(path, text), text);
    }

    /// <exception cref="GatewayFileException">With every error.</exception>
    public static GatewayConfiguration Parse(string path, string text)
    {
        GatewayFile file;
        try
        {
            file = JsonSerializer.Deserialize<GatewayFile>(text, Json) ?? throw new GatewayFileException(path, ["is null."]);
        }
        catch (JsonException e)
        {
            throw new GatewayFileException(path, [e.Message]);
        }

        var checks = new GatewayFileChecks(file);
        return checks.Errors.Count == 0 ? checks.ToConfiguration() : throw new GatewayFileException(path, checks.Errors);
    }
}
