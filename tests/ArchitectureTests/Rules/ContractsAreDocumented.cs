using System.Reflection;
using System.Xml.Linq;
using Monolith.ArchitectureTests.Code;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every type and member of a Contracts assembly says what it means: a unit, a range, what null stands for.</summary>
internal sealed class ContractsAreDocumented : IArchitectureRule
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public IEnumerable<Violation> Check(CodeBase code)
        => from contracts in code.Contracts
           let documented = DocumentedIn(contracts.Documentation)
           from type in contracts.Loaded.GetTypes()
           where type.IsVisible && !GeneratedTypes.Includes(type)
           from member in MembersOf(type)
           where !member.AnyOf.Any(documented.Contains)
           select new Violation(
               $"{member.Name} is not documented.",
               member.Name,
               "Contracts are read by people who do not see the implementation, and soon run by another process: the text is all they have.",
               "Write a <summary>, or a <param> for a record's parameter: what it means, its unit and range, what null stands for.");

    private static IEnumerable<(string Name, string[] AnyOf)> MembersOf(Type type)
    {
        var name = type.FullName!.Replace('+', '.');
        yield return (name, [$"T:{name}"]);
        foreach (var property in type.GetProperties(Declared))
        {
            // A record's parameter is documented on the record.
            yield return ($"{name}.{property.Name}", [$"P:{name}.{property.Name}", $"T:{name}({property.Name})"]);
        }

        foreach (var constant in type.GetFields(Declared).Where(f => f.IsLiteral))
        {
            yield return ($"{name}.{constant.Name}", [$"F:{name}.{constant.Name}"]);
        }
    }

    private static HashSet<string> DocumentedIn(XDocument? file)
    {
        var members = file?.Descendants("member") ?? [];
        return members.SelectMany(m => Of((string)m.Attribute("name")!, m)).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(string id, XElement member)
    {
        if (HasText(member.Element("summary")) || member.Element("inheritdoc") is not null)
        {
            yield return id;
        }

        foreach (var parameter in member.Elements("param").Where(HasText))
        {
            yield return $"{id}({(string?)parameter.Attribute("name")})";
        }
    }

    private static bool HasText(XElement? element) => element is not null && (!string.IsNullOrWhiteSpace(element.Value) || element.HasElements);
}
