namespace Monolith.Strangler.Cutover.Planning;

/// <summary>Whether a module's data may be moved, and what it is.</summary>
/// <param name="Module">Its schema.</param>
/// <param name="Monolith">The monolith's database, without a password.</param>
/// <param name="Own">The module's own.</param>
/// <param name="Tables">What is to be copied, the largest first.</param>
/// <param name="Findings">Everything that was looked at, what blocks first.</param>
public sealed record PlanReport(string Module, string Monolith, string Own, IReadOnlyList<TableSize> Tables, IReadOnlyList<Finding> Findings)
{
    /// <summary>Nothing blocks.</summary>
    public bool MayStart => Findings.All(f => f.Verdict != Verdict.Blocks);
}
