using System.Text.RegularExpressions;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A module names no type of another module but those of its Contracts, neither in code nor, for reflection, in a text.</summary>
internal sealed partial class ModulesKnowOnlyContracts : IArchitectureRule
{
    private const string Why = "The other module could no longer rename, replace or move what is its own. A foreign DbContext also goes past its rules and its database role.";

    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var assembly in code.Implementations.Concat(code.Contracts))
        {
            foreach (var (handle, owner, type) in assembly.ForeignTypes)
            {
                if (AssemblyIdentity.Of(owner) is { Kind: AssemblyKind.Implementation } foreign && foreign.Module != assembly.Module)
                {
                    yield return new(
                        $"{assembly.Name} uses {type}, which is internal to the module {foreign.Module}.",
                        string.Join(", ", assembly.UsersOf(handle).DefaultIfEmpty(assembly.Name)), Why,
                        $"Send a request of {foreign.Module}.Contracts; add it there when it is missing.");
                }
            }

            foreach (var (text, module, method) in NamesInTexts(code, assembly))
            {
                yield return new(
                    $"{assembly.Name} names \"{text}\", which belongs to the module {module}, in a text.",
                    method, Why,
                    $"Reflection is no way round a boundary: send a request of {module}.Contracts.");
            }
        }
    }

    private static IEnumerable<(string Text, string Module, string Method)> NamesInTexts(CodeBase code, CodeAssembly assembly)
        => from method in assembly.Methods
           from text in method.Texts
           from match in TypeOrAssembly().Matches(text)
           let module = match.Groups["module"].Value
           where module != assembly.Module && code.Modules.Contains(module)
           select (text, module, method.Name);

    [GeneratedRegex(@"\bMonolith\.(?<module>[A-Za-z0-9]+)(?!\.Contracts)\b(?!\.Contracts)")]
    private static partial Regex TypeOrAssembly();
}
