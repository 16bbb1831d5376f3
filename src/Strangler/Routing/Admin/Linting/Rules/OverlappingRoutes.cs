using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>Which flag such a request obeys, nobody can say.</summary>
internal sealed class OverlappingRoutes : ILintRule
{
    public string Name => "overlapping_routes";

    public LintSeverity Severity => LintSeverity.Error;

    public IEnumerable<string> Check(LintSubject subject) => RouteOverlaps.Find(subject.Endpoints);
}
