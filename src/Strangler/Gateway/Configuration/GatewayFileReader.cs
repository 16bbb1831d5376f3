using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Strangler.Gateway.Configuration;

/// <summary>Reads <c>strangler.json</c> and says everything that is wrong with it at once.</summary>
internal static class GatewayFileReader
{
    /// <summary>The members that are settings, read once at the start: the rest of the file may change while the gateway runs.</summary>
    public static readonly IReadOnlyList<string> Settings = ["urls", "internalUrl", "dataDir", "operatorToken", "web", "strangler", "database", "telemetry", "logging", "allowedHosts", "kestrel"];

    /// <summary>Names the schema, for editors.</summary>
    public const string SchemaMember = "$schema";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="path">For the messages.</param>
    /// <param name="text">The file's.</param>
    /// <param name="flagsInFile">False where they are in PostgreSQL.</param>
    /// <exception cref="GatewayFileException">With every error, each with the place in the file.</exception>
    public static GatewayConfiguration Parse(string path, string text, bool flagsInFile)
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

        var checks = new GatewayFileChecks(file, flagsInFile);
        return checks.Errors.Count == 0 ? checks.ToConfiguration() : throw new GatewayFileException(path, checks.Errors);
    }
}
