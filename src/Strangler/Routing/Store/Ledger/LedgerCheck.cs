namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>Goes through a ledger once, entry by entry, against what was seen of it before.</summary>
internal sealed class LedgerCheck(IReadOnlyList<Checkpoint> seen)
{
    private const int MostFaults = 100;

    private readonly List<LedgerFault> _faults = [];

    // Null after a gap: what the next entry was chained to is gone.
    private string? _previous = "";

    public long Versions { get; private set; }

    public long Head { get; private set; }

    public string HeadHash => _previous ?? "";

    /// <summary>The first hundred.</summary>
    public IReadOnlyList<LedgerFault> Faults => _faults;

    /// <param name="entry">The next by version.</param>
    public void Add(LedgerEntry entry)
    {
        if (entry.Version != Head + 1)
        {
            Found(Head + 1, LedgerFaultKind.Missing, entry.Version == Head + 2 ? "There is no such entry." : $"There are no entries from here to version {entry.Version - 1}.");
            _previous = null;
        }

        if (_previous is not null && !entry.Follows(_previous))
        {
            Found(entry.Version, LedgerFaultKind.Changed, "Its hash does not fit: it was changed, or the entry before it was, together with that entry's hash.");
        }

        foreach (var checkpoint in seen.Where(c => c.Version == entry.Version && c.Hash != entry.Hash))
        {
            Found(entry.Version, LedgerFaultKind.Rewritten, $"On {checkpoint.At:u} its hash was {checkpoint.Hash}, now it is {entry.Hash}: this entry or one before it was written anew.");
        }

        (_previous, Head) = (entry.Hash, entry.Version);
        Versions++;
    }

    /// <summary>After the last entry.</summary>
    public void End()
    {
        foreach (var checkpoint in seen.Where(c => c.Version > Head))
        {
            Found(Head + 1, LedgerFaultKind.TailCut, $"On {checkpoint.At:u} there was a version {checkpoint.Version}, with hash {checkpoint.Hash}; the ledger ends with version {Head}.");
        }
    }

    public void Found(long version, LedgerFaultKind kind, string detail)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new(version, kind, detail));
        }
    }
}
