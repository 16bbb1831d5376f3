using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>The files for container engines and clusters, which the tests cannot start, held against the schemas that these go by.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    // Deliberate: what is built here has a name and no version yet, and the Host is what the outside reaches.
    private static readonly string[] NotHere = ["no-build-and-image", "no-unbound-port-interfaces", "service-image-require-explicit-tag"];

    private NpmTool? _checks;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _checks?.Dispose();
        return Task.CompletedTask;
    }

    [NodeFact("npm", "kubectl")]
    public async Task Manifests_AgainstKubernetesSchemas_HaveNoFault()
    {
        var manifests = DeployFiles.RenderManifestsText();

        (await FaultsOfManifestsAsync(manifests)).ShouldBeEmpty();
        (await FaultsOfManifestsAsync(manifests.Replace("replicas: 2", "replicas: two", StringComparison.Ordinal))).ShouldContain("Deployment host: data/spec/replicas must be integer");
    }

    [NodeFact("npm")]
    public async Task Compose_AgainstItsSchema_HasNoFault()
    {
        var compose = await File.ReadAllTextAsync(BuiltPrograms.InRepository("deploy/compose.yaml"));

        (await FaultsOfComposeAsync(compose)).ShouldBe("[]");
        (await FaultsOfComposeAsync(compose.Replace("mem_limit:", "memory_limit:", StringComparison.Ordinal))).ShouldContain("must NOT have additional properties");
    }

    private async Task<string> FaultsOfManifestsAsync(string manifests) => await (await ChecksAsync()).RunAsync("node", ["validate.mjs"], manifests);

    private async Task<string> FaultsOfComposeAsync(string compose)
    {
        var checks = await ChecksAsync();
        await File.WriteAllTextAsync(Path.Combine(checks.Folder, "compose.yaml"), compose);
        // It ends with 1 where it finds something, and the answer is the same.
        var script = """node_modules/.bin/dclint compose.yaml --quiet --formatter json --disable-rule "$@" || true""";
        return JsonNode.Parse(await checks.RunAsync("sh", ["-c", script, "sh", .. NotHere], input: ""))!.ToJsonString();
    }

    private async Task<NpmTool> ChecksAsync() => _checks ??= await NpmTool.InstallAsync("deploy");
}
