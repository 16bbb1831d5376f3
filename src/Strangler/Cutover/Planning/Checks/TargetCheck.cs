using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>What is in the module's own database already.</summary>
internal sealed class TargetCheck : IPlanCheck
{
    private const string Subject = "own database";

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        if (!subject.OwnExists)
        {
            return [await MissingAsync(subject, cancellationToken)];
        }

        if (await new OwnershipTable(subject.Own, subject.Names).ReadAsync(cancellationToken) is { } row)
        {
            return [Finding.Ready(Subject, Place.Own, $"is prepared: {row.State.ToString().ToLowerInvariant()} at epoch {row.Epoch}")];
        }

        var filled = await new ModuleTables(subject.Own, subject.Names).FilledAsync(cancellationToken);
        return filled.Count == 0
            ? [Finding.Ready(Subject, Place.Own, "is there, and has no rows of the module")]
            : [new(Verdict.Blocks, Subject, Place.Own, $"has rows in {string.Join(", ", filled)}, which did not come by copying",
                $"TRUNCATE {string.Join(", ", filled.Select(t => $"{subject.Names.Schema}.{Sql.Name(t)}"))};")];
    }

    private static async Task<Finding> MissingAsync(PlanSubject subject, CancellationToken cancellationToken)
        => await subject.Own.ScalarAsync<bool>("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user", cancellationToken)
            ? Finding.Ready(Subject, Place.Own, "is not there yet; 'replicate' makes it")
            : new(Verdict.Blocks, Subject, Place.Own, "is not there yet, and its administrator may not make it", "ALTER ROLE CURRENT_USER CREATEDB; -- by a superuser");
}
