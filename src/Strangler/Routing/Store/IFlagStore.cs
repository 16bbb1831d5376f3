using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// Where all hosts' flags are kept, version after version. Requests never wait for it. Every call gives up after a few seconds by itself; what it then
/// throws, <see cref="IsUnavailable"/> knows.
/// </summary>
internal interface IFlagStore
{
    /// <summary>The newest version, with its document unless it is the one the caller knows.</summary>
    Task<StoredFlags> ReadAsync(long known, CancellationToken cancellationToken);

    /// <summary>Writes version <see cref="FlagChange.Expected"/> + 1 and announces it to every watch, both or neither.</summary>
    /// <returns>False when <see cref="FlagChange.Expected"/> is no longer the newest version: read again and retry.</returns>
    Task<bool> TryAppendAsync(FlagChange change, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="limit"/> versions, newest first.</summary>
    Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Hears of every version appended from now on.</summary>
    Task<IFlagWatch> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Whether the exception says that the store cannot be used now, as opposed to a fault of ours.</summary>
    /// <param name="exception">What one of the calls threw.</param>
    /// <param name="stopping">The caller's: a call that it cancelled says nothing about the store.</param>
    bool IsUnavailable(Exception exception, CancellationToken stopping);
}
