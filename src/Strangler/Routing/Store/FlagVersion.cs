namespace Monolith.Strangler.Routing.Store;

/// <summary>One version of all flags, as it was written: the table's columns, see <see cref="Ledger.LedgerEntry"/>. Rows are added and never changed.</summary>
internal sealed class FlagVersion
{
    public long Version { get; init; }

    public Guid? Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    public required string Changes { get; init; }

    public required string Document { get; init; }

    public required string Figures { get; init; }

    public required string Hash { get; init; }
}
