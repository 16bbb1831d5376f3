using System.Text.Encodings.Web;
using System.Text.Json;
using Monolith.Kernel.Messaging.Shapes;

namespace Monolith.ArchitectureTests.Code;

/// <summary>The shapes that were published: a file for each event type and version, below the repository's folder.</summary>
internal static class ApprovedEvents
{
    public const string Command = "UPDATE_EVENTS=1 dotnet test tests/ArchitectureTests -c Release --filter FullyQualifiedName~ApprovedEvents";

    private const string Folder = "tests/ArchitectureTests/Approved/Events";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string PathOf(string type) => $"{Folder}/{type}.json";

    public static IReadOnlyDictionary<string, ContractShape> Read(string root)
    {
        var folder = Path.Combine(root, Folder);
        return (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
            .Select(file => new ContractShape(
                Path.GetFileNameWithoutExtension(file), JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!))
            .ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    public static void Write(string root, ContractShape shape)
    {
        Directory.CreateDirectory(Path.Combine(root, Folder));
        File.WriteAllText(Path.Combine(root, PathOf(shape.Name)), JsonSerializer.Serialize(shape.Fields, Options) + "\n");
    }
}
