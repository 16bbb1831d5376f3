using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover;

/// <summary>One module and the two databases that can own its data.</summary>
public sealed class CutoverPair
{
    /// <param name="module">The module's schema.</param>
    /// <param name="monolith">The monolith's database.</param>
    /// <param name="own">The module's own; not the same one.</param>
    /// <exception cref="CutoverException">It is not a module's name.</exception>
    public CutoverPair(string module, CutoverDatabase monolith, CutoverDatabase own)
    {
        ArgumentNullException.ThrowIfNull(monolith);
        ArgumentNullException.ThrowIfNull(own);
        Names = new(module);
        (Monolith, Own) = (monolith, own);
        Forward = new(Names, Direction.Forward, monolith, own);
        Back = new(Names, Direction.Back, own, monolith);
        OwnershipOfMonolith = new(monolith, Names);
        OwnershipOfOwn = new(own, Names);
    }

    internal ModuleNames Names { get; }

    internal CutoverDatabase Monolith { get; }

    internal CutoverDatabase Own { get; }

    internal RowStream Forward { get; }

    internal RowStream Back { get; }

    internal IEnumerable<CutoverDatabase> Both => [Monolith, Own];

    private OwnershipTable OwnershipOfMonolith { get; }

    private OwnershipTable OwnershipOfOwn { get; }

    internal OwnershipTable OwnershipOf(CutoverDatabase database) => database.Place == Place.Monolith ? OwnershipOfMonolith : OwnershipOfOwn;

    internal CutoverDatabase At(Place place) => place == Place.Monolith ? Monolith : Own;

    internal RowStream StreamTo(Place place) => place == Place.Own ? Forward : Back;

    internal RowStream StreamFrom(Place place) => place == Place.Own ? Back : Forward;
}
