namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>What is wrong with the ledger at one version.</summary>
internal sealed record LedgerFault(long Version, LedgerFaultKind Kind, string Detail);

/// <summary>How a ledger can be broken.</summary>
internal enum LedgerFaultKind
{
    /// <summary>The entry's hash is not of the entry and the hash before it.</summary>
    Changed = 0,

    /// <summary>There is no entry of this version, but later ones are there.</summary>
    Missing = 1,

    /// <summary>The ledger ends before a version that was seen.</summary>
    TailCut = 2,

    /// <summary>The chain is whole and is not the one that was seen.</summary>
    Rewritten = 3,

    /// <summary>The host's checkpoint was forged or damaged, so it tells nothing.</summary>
    Checkpoint = 4,
}
