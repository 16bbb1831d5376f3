using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>No text in a module, in Kernel, Host, Strangler or a service is SQL on another module's schema. Reads the texts that the instructions load.</summary>
internal sealed partial class StringsNameNoForeignSchema : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var schemas = code.Implementations.Select(a => new Schema(
            a.Module!, code.EntitiesOf(a).Select(e => e.GetTableName()).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase))).ToList();
        return from assembly in code.Assemblies
               from method in assembly.Methods
               from text in method.Texts
               from schema in schemas
               let module = schema.Module
               where !IsOwn(assembly, module) && schema.IsNamedIn(text)
               select new Violation(
                   $"{assembly.Name} has SQL on the schema of the module {module}: \"{Shortened(text)}\".",
                   method.Name,
                   $"The schema is {module}'s to change, and its data will move to a database of its own. The role of this module answers \"permission denied\" at run time.",
                   $"Send a request of {module}.Contracts.");
    }

    // The Host and the strangler own no module, an extracted service leaves its module's tables to the module.
    private static bool IsOwn(CodeAssembly assembly, string module)
        => assembly.Kind is AssemblyKind.Implementation or AssemblyKind.Contracts && string.Equals(assembly.Module, module, StringComparison.Ordinal);

    private static string Shortened(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? $"{line[..80]}..." : text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"\b(select|insert|update|delete|from|join)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SqlKeyword();

    /// <summary>A module's schema, with its patterns made once: there are more of them than .NET keeps of those that are not.</summary>
    private sealed class Schema(string module, HashSet<string> tables)
    {
        private readonly Regex _qualified = new($@"(?<![\w./:-])""?{module}""?\s*\.\s*""?(?<table>\w+|\*)", RegexOptions.IgnoreCase);

        private readonly Regex _statement = new(
            $@"\b(from|join|into|update|table|references|truncate|on|schema)\s+(only\s+)?""?{module}""?\s*\.", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

        private readonly Regex _searchPath = new($@"\bsearch_?\s*path\b.*\b{module}\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline);

        public string Module => module;

        public bool IsNamedIn(string text)
            => _qualified.Matches(text).Any(m => tables.Contains(m.Groups["table"].Value) || (m.Groups["table"].Value == "*" && SqlKeyword().IsMatch(text)))
                || _statement.IsMatch(text)
                || _searchPath.IsMatch(text);
    }
}
