using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>No text in a module, in Kernel, Host, Strangler or a service is SQL on another module's schema. Reads the texts that the instructions load.</summary>
internal sealed partial class StringsNameNoForeignSchema : IArchitectureRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var tables = code.Implementations.ToDictionary(
            a => a.Module!, a => code.EntitiesOf(a).Select(e => e.GetTableName()).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        return from assembly in code.Assemblies
               from method in assembly.Methods
               from text in method.Texts
               from module in tables.Keys
               where !IsOwn(assembly, module) && Names(text, module.ToLowerInvariant(), tables[module])
               select new Violation(
                   $"{assembly.Name} has SQL on the schema of the module {module}: \"{Shortened(text)}\".",
                   method.Name,
                   $"The schema is {module}'s to change, and its data will move to a database of its own. The role of this module answers \"permission denied\" at run time.",
                   $"Send a request of {module}.Contracts.");
    }

    // The Host and the strangler own no module, an extracted service leaves its module's tables to the module.
    private static bool IsOwn(CodeAssembly assembly, string module)
        => assembly.Kind is AssemblyKind.Implementation or AssemblyKind.Contracts && string.Equals(assembly.Module, module, StringComparison.Ordinal);

    private static bool Names(string text, string schema, HashSet<string> tables)
        => Qualified(schema).Matches(text).Any(m => tables.Contains(m.Groups["table"].Value) || (m.Groups["table"].Value == "*" && SqlKeyword().IsMatch(text)))
            || Regex.IsMatch(text, $@"\b(from|join|into|update|table|references|truncate|on|schema)\s+(only\s+)?""?{schema}""?\s*\.", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)
            || Regex.IsMatch(text, $@"\bsearch_?\s*path\b.*\b{schema}\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    private static Regex Qualified(string schema) => new($@"(?<![\w./:-])""?{schema}""?\s*\.\s*""?(?<table>\w+|\*)", RegexOptions.IgnoreCase);

    private static string Shortened(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? $"{line[..80]}..." : text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"\b(select|insert|update|delete|from|join)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SqlKeyword();
}
