using System.Diagnostics;
using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;

namespace Monolith.Integration.Deploy;

/// <summary>What deploy/ says of each process.</summary>
internal static class DeployFiles
{
    // Ours are those that we build.
    private const string Built = "build";

    public static JsonObject Compose { get; } = Yaml.Read("deploy/compose.yaml").AsObject();

    public static IReadOnlyDictionary<string, JsonObject> Containers { get; } =
        Compose["services"]!.AsObject().ToDictionary(s => s.Key, s => s.Value!.AsObject(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, JsonObject> OurContainers { get; } =
        Containers.Where(c => c.Value.ContainsKey(Built)).ToDictionary(StringComparer.Ordinal);

    public static string Dockerfile { get; } = File.ReadAllText(BuiltPrograms.InRepository("deploy/Dockerfile"));

    /// <summary>The names of the extracted services, as flags and images have them.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. BuiltPrograms.Services.Select(s => s.ToLowerInvariant())];

    /// <summary>What Compose gives a container of ours, by name.</summary>
    public static Dictionary<string, string> ComposeEnvironment(string container) =>
        OurContainers[container]["environment"]!.AsObject().ToDictionary(e => e.Key, e => e.Value!.ToString(), StringComparer.Ordinal);

    /// <summary>The settings with a value that a Deployment gives its container, by name; what comes from a Secret is not among them.</summary>
    /// <param name="folder">Below deploy/kubernetes.</param>
    public static Dictionary<string, string> ManifestSettings(string folder) =>
        Yaml.Read($"deploy/kubernetes/{folder}/deployment.yaml")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .Where(e => e!["value"] is not null)
            .ToDictionary(e => e!["name"]!.ToString(), e => e!["value"]!.ToString(), StringComparer.Ordinal);

    /// <summary>What deploy/make-secrets makes, in a folder.</summary>
    public static async Task MakeSecretsAsync(string folder)
    {
        using var script = Process.Start(new ProcessStartInfo(BuiltPrograms.InRepository("deploy/make-secrets"), [folder]) { UseShellExecute = false })!;
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0);
    }

    /// <summary>Every object that <c>kubectl apply -k</c> would send.</summary>
    public static IReadOnlyList<JsonNode> RenderManifests() => Yaml.Documents(RenderManifestsText());

    /// <summary>The same, as it would send them.</summary>
    public static string RenderManifestsText()
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", "deploy/kubernetes"])
        {
            WorkingDirectory = BuiltPrograms.RepositoryRoot, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var kubectl = Process.Start(start)!;
        var errors = kubectl.StandardError.ReadToEndAsync();
        var text = kubectl.StandardOutput.ReadToEnd();
        kubectl.WaitForExit();
        kubectl.ExitCode.ShouldBe(0, errors.Result);
        return text;
    }
}
