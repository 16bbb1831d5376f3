namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>A misspelt module: the flag moves nothing, here or elsewhere.</summary>
internal sealed class UnknownService : ILintRule
{
    public string Name => "unknown_service";

    public LintSeverity Severity => LintSeverity.Error;

    public IEnumerable<string> Check(LintSubject subject)
    {
        var known = subject.Routes.Values.Select(r => r.Module).Concat(subject.Services).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return subject.Flags
            .Where(flag => !known.Contains(flag.Module, StringComparer.Ordinal))
            .Select(flag => $"Flag '{flag.Id}': there is no service or module '{flag.Module}'; there are {string.Join(", ", known)}.");
    }
}
