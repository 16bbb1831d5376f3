namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>A route that was renamed or removed, or that another version of the host has.</summary>
internal sealed class FlagWithoutRoute : ILintRule
{
    public string Name => "flag_without_route";

    public LintSeverity Severity => LintSeverity.Warning;

    public IEnumerable<string> Check(LintSubject subject)
        => subject.Flags
            .Where(flag => !subject.Routes.ContainsKey(flag.Id))
            .Select(flag => $"Flag '{flag.Id}' has no route in this host and no effect here; remove it when no version of the host has the route.");
}
