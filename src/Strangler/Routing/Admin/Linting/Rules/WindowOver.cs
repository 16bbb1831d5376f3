using Monolith.Strangler.Routing.Admin.Explaining;
using Monolith.Strangler.Routing.Decisions;

namespace Monolith.Strangler.Routing.Admin.Linting.Rules;

/// <summary>The flag looks as if it moved somebody, and never will again.</summary>
internal sealed class WindowOver : ILintRule
{
    public string Name => "window_over";

    public LintSeverity Severity => LintSeverity.Warning;

    public IEnumerable<string> Check(LintSubject subject)
        => from flag in subject.Flags
           where flag.Enabled && Schedule.Of(flag.Conditions) is { } schedule && !schedule.IsOn(subject.Now) && ScheduleWords.NextOpening(flag.Conditions!, subject.Now) is null
           select $"Flag '{flag.Id}' was on {ScheduleWords.Of(flag.Conditions)}; that is over and everybody is on the monolith. Remove the window, or shift the route to 0.";
}
