namespace Monolith.Strangler.Cli.Api;

internal sealed record LintAnswer(bool Passed, IReadOnlyList<LintFinding> Findings);

internal sealed record LintFinding(string Severity, string Rule, string Message);
