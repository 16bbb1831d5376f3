namespace Monolith.Strangler.Cutover.Planning;

/// <summary>What a check looks at.</summary>
/// <param name="Names">The module's.</param>
/// <param name="Monolith">The monolith's database.</param>
/// <param name="Own">The module's own; where it is not there yet, its server's maintenance database.</param>
/// <param name="OwnExists">False where the second is meant.</param>
/// <param name="IsOneServer">Both are on the same server, which then needs everything twice.</param>
internal sealed record PlanSubject(ModuleNames Names, CutoverDatabase Monolith, CutoverDatabase Own, bool OwnExists, bool IsOneServer)
{
    public IEnumerable<CutoverDatabase> Both => [Monolith, Own];

    /// <summary>One database of each server.</summary>
    public IEnumerable<CutoverDatabase> Servers => IsOneServer ? [Monolith] : Both;
}
