using Monolith.Strangler.Cutover.Planning.Checks;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Planning;

/// <summary>Looks at both databases and says whether a module's data may be moved. Changes nothing.</summary>
public sealed class CutoverPlan(CutoverPair pair)
{
    private static readonly IReadOnlyList<IPlanCheck> Checks =
    [
        new TargetCheck(), new TablesCheck(), new RowIdentityCheck(), new TableKindsCheck(), new ColumnsCheck(), new SequencesCheck(), new ForeignKeysCheck(), new OutsideObjectsCheck(),
        new ExtensionsCheck(), new RolesCheck(), new VersionsCheck(), new SettingsCheck(), new RightsCheck(), new TransactionsCheck(),
    ];

    /// <exception cref="CutoverException">The two are one database, or change places.</exception>
    public async Task<PlanReport> RunAsync(CancellationToken cancellationToken)
    {
        var target = new TargetDatabase(pair.Own);
        var exists = await target.ExistsAsync(cancellationToken);
        await using var maintenance = exists ? null : target.Maintenance();
        var own = maintenance ?? pair.Own;
        var isOneServer = await pair.Monolith.ServerAsync(cancellationToken) == await own.ServerAsync(cancellationToken);
        if (exists)
        {
            await PlacesCheck.RunAsync(pair, cancellationToken);
        }

        var subject = new PlanSubject(pair.Names, pair.Monolith, own, exists, isOneServer);
        var findings = new List<Finding>();
        foreach (var check in Checks)
        {
            findings.AddRange(await check.RunAsync(subject, cancellationToken));
        }

        return new(pair.Module, pair.Monolith.Description, pair.Own.Description, await TablesCheck.SizesAsync(subject, cancellationToken), [.. findings.OrderByDescending(f => f.Verdict)]);
    }
}
