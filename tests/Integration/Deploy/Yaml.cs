using System.Text.Json.Nodes;
using Monolith.Integration.Environments;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Monolith.Integration.Deploy;

/// <summary>YAML as JSON, with anchors and merged mappings resolved. Every scalar is a string.</summary>
internal static class Yaml
{
    /// <param name="path">Below the repository, with slashes; one document.</param>
    public static JsonNode Read(string path) => Documents(File.ReadAllText(BuiltPrograms.InRepository(path))).Single();

    /// <summary>All documents of a stream.</summary>
    public static IReadOnlyList<JsonNode> Documents(string text)
    {
        var parser = new MergingParser(new Parser(new StringReader(text)));
        var (reader, writer) = (new DeserializerBuilder().Build(), new SerializerBuilder().JsonCompatible().Build());
        var documents = new List<JsonNode>();
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
        {
            documents.Add(JsonNode.Parse(writer.Serialize(reader.Deserialize<object>(parser)!))!);
        }

        return documents;
    }
}
