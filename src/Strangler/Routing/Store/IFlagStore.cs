using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// Where all hosts' flags are kept, version after version. Requests never wait for it. Every call gives up after a few seconds by itself; what it then
/// throws, <see cref="IsUnavailable"/> knows.
/// </summary>
internal interface IFlagStore
{
    /// <summary>The newest version, with its document unless the caller has it.</summary>
    /// <param name="known">The hash of the version the caller has; empty for none. Not its number: a store that was restored gives numbers out again.</param>
    /// <param name="cancellationToken">The caller's.</param>
    Task<StoredFlags> ReadAsync(string known, CancellationToken cancellationToken);

    /// <summary>Writes the next entry and announces it to every watch, both or neither.</summary>
    /// <param name="entry">Chained to <paramref name="previous"/>.</param>
    /// <param name="previous">The hash of the newest version as the caller knows it; empty for an empty store.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>False when another version is the newest, or the order was written before: read again and retry.</returns>
    Task<bool> TryAppendAsync(LedgerEntry entry, string previous, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="limit"/> entries, newest first.</summary>
    Task<IReadOnlyList<LedgerEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Every entry after a version, oldest first, a page at a time.</summary>
    IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(long after, CancellationToken cancellationToken);

    /// <summary>Hears of every version appended from now on.</summary>
    Task<IFlagWatch> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Tells the other hosts what a host routes by; forgets those of which nothing was heard for a day.</summary>
    Task ReportAsync(HostReport report, CancellationToken cancellationToken);

    /// <summary>Every host's last report, by name; none from a store that only one host uses.</summary>
    Task<IReadOnlyList<SeenHost>> ReadHostsAsync(CancellationToken cancellationToken);

    /// <summary>Whether the exception says that the store cannot be used now, as opposed to a fault of ours.</summary>
    /// <param name="exception">What one of the calls threw.</param>
    /// <param name="stopping">The caller's: a call that it cancelled says nothing about the store.</param>
    bool IsUnavailable(Exception exception, CancellationToken stopping);

    /// <summary>For the operator whose order failed by an exception that <see cref="IsUnavailable"/> knows: what became of it, and what to do.</summary>
    string Describe(Exception exception);
}
