namespace Monolith.Strangler.Routing.Admin.Linting;

/// <summary>One thing that flags and routes can have wrong together, beyond what makes a document unusable.</summary>
internal interface ILintRule
{
    /// <summary>For scripts: <c>lower_case</c>.</summary>
    string Name { get; }

    LintSeverity Severity { get; }

    /// <returns>A sentence for each finding.</returns>
    IEnumerable<string> Check(LintSubject subject);
}
