using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>The first entry counts, silently: somebody meant the other.</summary>
internal sealed class NamedForBothSides : ILintRule
{
    public string Name => "named_for_both_sides";

    public LintSeverity Severity => LintSeverity.Error;

    public IEnumerable<string> Check(LintSubject subject)
        => subject.Flags.SelectMany(flag => Check(flag, "user", (flag.Allocation!.User ?? []).SelectMany(a => a.Users.Select(name => (name, a.Variant))))
            .Concat(Check(flag, "group", (flag.Allocation.Group ?? []).SelectMany(a => a.Groups.Select(name => (name, a.Variant))))));

    private static IEnumerable<string> Check(FeatureFlag flag, string kind, IEnumerable<(string Name, string Variant)> named)
        => named.GroupBy(n => n.Name, n => n.Variant, StringComparer.Ordinal)
            .Where(n => n.Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(n => $"Flag '{flag.Id}': {kind} '{n.Key}' is named for both sides; the first entry, {n.First()}, counts. Remove the other.");
}
