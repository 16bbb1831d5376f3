namespace Monolith.Strangler.Routing.Admin.Linting;

/// <summary>Whether a finding keeps a document from being applied.</summary>
internal enum LintSeverity
{
    Error = 0,
    Warning = 1,
}
