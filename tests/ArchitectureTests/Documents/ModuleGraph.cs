using System.Text;

namespace Monolith.ArchitectureTests.Documents;

/// <summary>docs/module-graph.md: the modules, who asks whom what, and the services.</summary>
internal static class ModuleGraph
{
    public static string Write(IReadOnlyList<ModuleFacts> modules)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # Module graph

            Made from the manifests and the built assemblies; do not edit. `{GeneratedDocument.Command}` writes it anew.

            ```mermaid
            flowchart LR
              subgraph monolith [Host]

            """);
        foreach (var module in modules)
        {
            text.Append($"    {Id(module.Name)}[{module.Name}]\n");
        }

        text.Append("  end\n");
        foreach (var module in modules.Where(m => m.HasService))
        {
            text.Append($"  {Id(module.Name)}_service([{module.Name} service])\n");
        }

        foreach (var module in modules)
        {
            foreach (var other in module.Manifest.DependsOn)
            {
                text.Append($"  {Id(module.Name)} -->|{RequestsTo(module, other)}| {Id(other)}\n");
            }
        }

        foreach (var module in modules.Where(m => m.HasService))
        {
            text.Append($"  {Id(module.Name)} -.->|{string.Join("<br/>", module.Flags)}| {Id(module.Name)}_service\n");
            // What it has itself it asks nobody.
            foreach (var other in modules.Where(m => m != module && (module.Manifest.DependsOn.Contains(m.Name, StringComparer.Ordinal) || m.IsAskedByEveryService)))
            {
                text.Append($"  {Id(module.Name)}_service -->|{string.Join("<br/>", SentTo(module, other.Name).Union(other.SentByServices, StringComparer.Ordinal))}| {Id(other.Name)}\n");
            }
        }

        text.Append(
            """
            ```

            A solid arrow is a request of the other module's Contracts; from a service it goes over HTTP with a service token. A dotted arrow is a module's way
            out, with the flags that decide per request. A service also sends what the start-up of every service sends, to know keys and log-outs.

            | module | depends on | sends | answers | extractable routes | service |
            |---|---|---|---|---|---|

            """);
        foreach (var m in modules)
        {
            text.Append($"| {m.Name} | {Cell(m.Manifest.DependsOn)} | {Code(m.Sent)} | {Code(m.Answered)} | {Code(m.Flags)} | {(m.HasService ? $"`src/Extracted/{m.Name}`" : "no")} |\n");
        }

        return text.ToString();
    }

    private static string Id(string module) => module.ToLowerInvariant();

    private static string RequestsTo(ModuleFacts module, string other)
        => string.Join("<br/>", SentTo(module, other).DefaultIfEmpty("types only"));

    private static IEnumerable<string> SentTo(ModuleFacts module, string other)
        => module.Sent.Where(s => s.StartsWith($"{other}.", StringComparison.Ordinal)).Select(s => s[(other.Length + 1)..]);

    private static string Cell(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Code(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join("<br/>", names.Select(n => $"`{n}`"));
}
