using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>The document says that somebody is on the service, and nobody is.</summary>
internal sealed class ShareWithoutService : ILintRule
{
    public string Name => "share_without_service";

    public LintSeverity Severity => LintSeverity.Error;

    public IEnumerable<string> Check(LintSubject subject)
        => from flag in subject.Flags
           where flag.Enabled && subject.Routes.TryGetValue(flag.Id, out var route) && route.Service is null
           let share = new CompiledFlag(flag).Percent
           where share > 0 || NamesForService(flag.Allocation!)
           select $"Flag '{flag.Id}' gives {(share > 0 ? $"{share} %" : "named users or groups")} to a service that this host does not have: set 'Strangler:Services:{flag.Module}:Url', or shift the route to 0.";

    private static bool NamesForService(FlagAllocation allocation)
        => (allocation.User ?? []).Any(u => u.Variant == Variants.Service && u.Users.Count > 0)
            || (allocation.Group ?? []).Any(g => g.Variant == Variants.Service && g.Groups.Count > 0);
}
