namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET</c> and <c>POST /admin/strangler/lint</c>.</summary>
/// <param name="Passed">Whether there is no error; warnings are no errors.</param>
/// <param name="Findings">Errors first.</param>
internal sealed record LintAnswer(bool Passed, IReadOnlyList<LintFinding> Findings);

/// <summary>Something that is wrong, or probably not meant.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Rule">Which of the rules of docs/strangler.md.</param>
/// <param name="Message">What, where, and what to do.</param>
internal sealed record LintFinding(string Severity, string Rule, string Message);
