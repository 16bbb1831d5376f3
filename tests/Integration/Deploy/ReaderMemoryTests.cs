using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using Shouldly;
using Xunit;

namespace Monolith.Integration.Deploy;

/// <summary>
/// A container in which statements are read has room for its process and for readers that take all they may: else the kernel kills the process for a hostile PDF,
/// before the reader's own limit ends the reader alone.
/// </summary>
public sealed class ReaderMemoryTests
{
    private const long Mebibyte = 1024 * 1024;

    // Kyc with all the uploads in memory that it takes; the Host has every module in it.
    private static readonly Dictionary<string, long> ProcessBytes = new(StringComparer.Ordinal) { ["host"] = 512 * Mebibyte, ["kyc"] = 384 * Mebibyte };

    private static readonly JsonNode Defaults = JsonNode.Parse(
        File.ReadAllText(BuiltPrograms.InRepository("src/Host/appsettings.json")), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!["Kyc"]!;

    [Theory]
    [InlineData("host")]
    [InlineData("kyc")]
    public void Compose_MemoryOfWhoReadsStatements_HoldsItAndItsReaders(string process)
        => BytesOf(DeployFiles.Containers[process]["mem_limit"]).ShouldBeGreaterThanOrEqualTo(NeededBy(process, DeployFiles.ComposeEnvironment(process)));

    [KubectlFact]
    public void Manifests_MemoryOfWhoReadsStatements_HoldsItAndItsReaders()
    {
        foreach (var deployment in DeployFiles.RenderManifests().Where(d => d["kind"]!.ToString() == "Deployment" && ProcessBytes.ContainsKey(d["metadata"]!["name"]!.ToString())))
        {
            var container = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!;
            var settings = container["env"]!.AsArray().Where(e => e!["value"] is not null).ToDictionary(e => e!["name"]!.ToString(), e => e!["value"]!.ToString(), StringComparer.Ordinal);
            var process = deployment["metadata"]!["name"]!.ToString();
            BytesOf(container["resources"]!["limits"]!["memory"]).ShouldBeGreaterThanOrEqualTo(NeededBy(process, settings), process);
        }
    }

    private static long NeededBy(string process, Dictionary<string, string> settings)
        => ProcessBytes[process] + (Setting("MaxReaders", settings) * Setting("MaxReaderBytes", settings));

    private static long Setting(string name, Dictionary<string, string> settings)
        => long.Parse(settings.GetValueOrDefault($"Kyc__{name}") ?? Defaults[name]!.ToString(), CultureInfo.InvariantCulture);

    /// <summary>Of <c>512m</c> and <c>1g</c> as of <c>512Mi</c> and <c>1Gi</c>: both count in 1024.</summary>
    private static long BytesOf(JsonNode? quantity)
    {
        var text = quantity!.ToString().TrimEnd('i');
        var unit = char.ToLowerInvariant(text[^1]) switch { 'g' => 1024 * Mebibyte, 'm' => Mebibyte, var other => throw new InvalidDataException($"'{quantity}' has the unit '{other}'; known are m and g.") };
        return long.Parse(text[..^1], CultureInfo.InvariantCulture) * unit;
    }
}
