using Monolith.Strangler.Cutover.Ownership;

namespace Monolith.Strangler.Cutover.Planning.Checks;

/// <summary>Sequences are not copied: their values go over with the ownership, with a gap.</summary>
internal sealed class SequencesCheck : IPlanCheck
{
    private const string Subject = "sequences";

    /// <summary>Each switch takes one gap; fewer than that many left are few.</summary>
    private const int FewSwitches = 100;

    public async Task<IReadOnlyList<Finding>> RunAsync(PlanSubject subject, CancellationToken cancellationToken)
    {
        var sequences = await subject.Monolith.RowsAsync(
            """
            SELECT sequencename::text, cache_size, CASE WHEN increment_by > 0 THEN (max_value::numeric - coalesce(last_value, start_value)) / increment_by
                ELSE (coalesce(last_value, start_value)::numeric - min_value) / -increment_by END
            FROM pg_sequences WHERE schemaname = @schema ORDER BY 1
            """,
            r => (Name: r.GetString(0), Cache: r.GetInt64(1), Left: r.GetDecimal(2)), cancellationToken, ("schema", subject.Names.Schema));
        return
        [
            .. sequences.Where(s => s.Left < FewSwitches * ControlSchema.SequenceGap).Select(s => new Finding(
                Verdict.Warns, Subject, Place.Monolith, $"{s.Name} has {s.Left:0} numbers left; each switch leaves {ControlSchema.SequenceGap} out",
                $"ALTER SEQUENCE {subject.Names.Schema}.{Sql.Name(s.Name)} AS bigint; -- with its column, in both databases")),
            .. sequences.Where(s => s.Cache > 1).Select(s => Finding.Ready(Subject, Place.Monolith, $"{s.Name} has CACHE {s.Cache}: numbers will be missing after a switch, none comes twice")),
            Finding.Ready(Subject, Place.Monolith, $"{sequences.Count} go over with the ownership"),
        ];
    }
}
