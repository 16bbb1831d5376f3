using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Documents;

/// <summary>A file, or the part of one between two marker lines, that is made from the code.</summary>
internal sealed record GeneratedDocument(string Path, string Content, bool IsPartOfAFile)
{
    public const string Command = "UPDATE_DOCS=1 ./test FullyQualifiedName~GeneratedDocuments";

    private const string Begin = "<!-- generated: begin -->\n";
    private const string End = "<!-- generated: end -->\n";

    public static IReadOnlyList<GeneratedDocument> AllOf(CodeBase code)
    {
        var modules = ModuleFacts.Of(code);
        return
        [
            new("docs/module-graph.md", ModuleGraph.Write(modules), IsPartOfAFile: false),
            new("docs/migration-plan.md", MigrationPlan.Write(modules), IsPartOfAFile: true),
        ];
    }

    /// <summary>The whole file as it should be, given how it is.</summary>
    /// <exception cref="InvalidOperationException">The file has lost its markers.</exception>
    public string Apply(string current)
    {
        if (!IsPartOfAFile)
        {
            return Content;
        }

        var (begin, end) = (current.IndexOf(Begin, StringComparison.Ordinal), current.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? $"{current[..(begin + Begin.Length)]}\n{Content}\n{current[end..]}"
            : throw new InvalidOperationException($"{Path} needs the lines '{Begin.Trim()}' and '{End.Trim()}' around its generated part.");
    }
}
