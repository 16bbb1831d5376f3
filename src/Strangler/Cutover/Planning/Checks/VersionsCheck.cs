namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>What the servers can do.</summary>
internal sealed class VersionsCheck : IPlanCheck
{
    private const string Subject = "versions";
    private const int Oldest = 15;
    private const int NamesOrigins = 16;

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var monolith = await subject.Monolith.MajorVersionAsync(cancellationToken);
        var own = await subject.Own.MajorVersionAsync(cancellationToken);
        var findings = new List<Finding>();
        foreach (var (place, version) in new[] { (Place.Monolith, monolith), (Place.Own, own) }.Where(s => s.Item2 < Oldest))
        {
            findings.Add(new(Verdict.Blocks, Subject, place, $"PostgreSQL {version}", $"Upgrade to {Oldest} or later (pg_upgrade)."));
        }

        if (own < monolith)
        {
            findings.Add(new(Verdict.Warns, Subject, Place.Own, $"PostgreSQL {own} is older than the monolith's {monolith}: it may not know all that the tables are made with", $"Use {monolith} or later."));
        }

        return findings.Count > 0 ? findings : [Finding.Ready(Subject, null, $"PostgreSQL {monolith} and {own}; {(Math.Min(monolith, own) >= NamesOrigins ? "origin = none keeps rows from going back to where they came from" : "the switch itself keeps rows from going back to where they came from")}")];
    }
}
