using System.Globalization;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Switching;

namespace Monolith.DataCutover.Kills;

/// <summary>Which kills are tried: a few at every run; as many as CUTOVER_KILLS says, of each sort, where somebody has the time.</summary>
internal static class Killing
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CUTOVER_KILLS") ?? "2", CultureInfo.InvariantCulture);

    /// <param name="cases">All there are.</param>
    /// <param name="stride">Has no divisor in common with their number: each comes once before one comes again, and the first few are unlike each other.</param>
    public static IEnumerable<(T Case, int Round)> Choose<T>(IReadOnlyList<T> cases, int stride)
        => Enumerable.Range(1, Kills).Select(n => (cases[n * stride % cases.Count], (n - 1) / cases.Count));

    /// <summary>What the old owner must say when a switch is at this step: else the kill hit something else.</summary>
    public static OwnershipState StateAt(SwitchStep step) => step switch
    {
        SwitchStep.Checked => OwnershipState.Owner,
        SwitchStep.Ceded or SwitchStep.Activated => OwnershipState.Ceded,
        _ => OwnershipState.Fenced,
    };
}
