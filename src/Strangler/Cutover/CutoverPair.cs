using Monolith.Strangler.Cutover.History;
using Monolith.Strangler.Cutover.Ownership;
using Monolith.Strangler.Cutover.Replication;

namespace Monolith.Strangler.Cutover;

/// <summary>One module and the two databases that can own its data.</summary>
public sealed class CutoverPair : IAsyncDisposable
{
    private const int LongestName = 100;

    private readonly string _by;

    /// <param name="module">The module's schema.</param>
    /// <param name="monolith">The monolith's database.</param>
    /// <param name="own">The module's own; not the same one.</param>
    /// <param name="by">Who gives the orders, for the history: the first 100 characters. Null: the databases' roles.</param>
    /// <exception cref="CutoverException">It is not a module's name.</exception>
    public CutoverPair(string module, CutoverDatabase monolith, CutoverDatabase own, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(monolith);
        ArgumentNullException.ThrowIfNull(own);
        Names = new(module);
        (Monolith, Own) = (monolith, own);
        Forward = new(Names, Direction.Forward, monolith, own);
        Back = new(Names, Direction.Back, own, monolith);
        _by = new([.. (by ?? "").Where(c => !char.IsControl(c)).Take(LongestName)]);
    }

    /// <summary>Whether a module's schema may be called so.</summary>
    public static bool IsModule(string name) => ModuleNames.IsSchema(name);

    /// <summary>The module's schema.</summary>
    public string Module => Names.Schema;

    /// <summary>The monolith's database.</summary>
    public CutoverDatabase Monolith { get; }

    /// <summary>The module's own.</summary>
    public CutoverDatabase Own { get; }

    internal ModuleNames Names { get; }

    internal RowStream Forward { get; }

    internal RowStream Back { get; }

    internal IEnumerable<CutoverDatabase> Both => [Monolith, Own];

    /// <summary>Closes the connections to both.</summary>
    public async ValueTask DisposeAsync()
    {
        await Monolith.DisposeAsync();
        await Own.DisposeAsync();
    }

    internal OwnershipTable OwnershipOf(CutoverDatabase database) => new(database, Names, _by);

    internal HistoryTable HistoryOf(CutoverDatabase database) => new(database, Names, _by);

    internal CutoverDatabase At(Place place) => place == Place.Monolith ? Monolith : Own;

    internal RowStream StreamTo(Place place) => place == Place.Own ? Forward : Back;

    internal RowStream StreamFrom(Place place) => place == Place.Own ? Back : Forward;
}
