using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store.Ledger;
using Monolith.Strangler.Routing.Store.Rollbacks;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// The flags this host routes by. Requests read <see cref="Snapshot"/>; refreshes and changes take turns behind one gate, so an older version read late
/// can never replace a newer one.
/// </summary>
internal sealed partial class LiveFlags(
    IFlagStore store, RoutingState state, PendingRollbacks pending, SnapshotFile file, RouteCatalog catalog, ILogger<LiveFlags> logger) : IDisposable
{
    private const int Attempts = 50;
    private const int LongestHistory = 1000;
    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile StoredFlags _head = StoredFlags.None;
    private string _applied = "";

    /// <summary>Raised after each time <see cref="Snapshot"/> became another one, on the thread that applied it.</summary>
    public event EventHandler? Applied
    {
        add => state.Changed += value;
        remove => state.Changed -= value;
    }

    /// <summary>What requests are decided by.</summary>
    public RoutingSnapshot Snapshot => state.Current;

    /// <summary>The flags themselves, in use or not.</summary>
    public RoutingSnapshot Flags => state.Flags;

    /// <summary>False once the lease has run out: everything is the monolith's.</summary>
    public bool IsCurrent => state.IsInTouch;

    public FlagsSource Source { get; private set; }

    /// <summary>The store's newest version as this host last saw it, in use or not.</summary>
    public StoredFlags Head => _head;

    /// <summary>Why the store's newest document is not in use; null when it is.</summary>
    public string? DocumentError { get; private set; }

    /// <summary>Takes the last flags and the pending rollbacks of an earlier run until the store has answered.</summary>
    public void UseFiles()
    {
        pending.Load();
        if (Source == FlagsSource.None && file.Read() is { } snapshot)
        {
            Source = FlagsSource.Disk;
            state.Use(snapshot);
            LogApplied(snapshot.Version, Source);
        }
    }

    /// <summary>Applies the store's newest version if this host has another, and tells the store of rollbacks it does not have yet.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Only the store confirms a version: what came from the disk may carry a number that the store has since given to something else.
            Take(await store.ReadAsync(Source == FlagsSource.Store || DocumentError is not null ? _head.Hash : "", cancellationToken));
            await SettleAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Writes the next version and applies it to this host. Against concurrent writers the edit is made again on what they wrote.
    /// An edit that changes nothing writes nothing.
    /// </summary>
    /// <exception cref="InvalidFlagsException">The edit breaks a rule.</exception>
    /// <exception cref="Exception">What <see cref="IFlagStore.IsUnavailable"/> knows: nothing was changed, or (lost on the way back) it will be seen by the next refresh.</exception>
    public async Task<FlagChange> ChangeAsync(Func<FlagDocument, FlagDocument> edit, FlagOrder order, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await SettleAsync(cancellationToken);
            return await AppendAsync((document, _) => Task.FromResult(edit(document)), order, evenIfNothingChanges: false, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Rolls back on this host at once, whatever the store does, and then writes it. When the store cannot be reached within seconds it is kept, and
    /// written when the store is back.
    /// </summary>
    public async Task<FlagChange> RollBackAsync(Rollback rollback)
    {
        var before = state.Current;
        pending.Hold(rollback);
        using var limit = new CancellationTokenSource(RollbackLimit);
        try
        {
            var change = await ChangeAsync(document => rollback.ApplyTo(document, []), rollback.Order, limit.Token);
            pending.Release(rollback);
            return change;
        }
        catch (Exception e) when (store.IsUnavailable(e, CancellationToken.None))
        {
            pending.Keep(rollback);
            return new(before.Version, FlagChange.Between(before, state.Current), IsPending: true);
        }
        catch
        {
            pending.Release(rollback);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>
    /// Writes the rollbacks that the store missed, on top of what it has now. Only who shifted a route after it was rolled back, by the clocks of the
    /// hosts that took the orders, is not overruled. Each leaves its entry, also one that changes nothing any more; none leaves two.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var rollback in pending.Kept)
        {
            var history = await store.ReadHistoryAsync(LongestHistory, cancellationToken);
            if (!history.Any(e => e.Order == rollback.Order.Id))
            {
                await AppendAsync(
                    async (document, stop) => rollback.ApplyTo(document, ChangedAfter(rollback, await store.ReadHistoryAsync(LongestHistory, stop))),
                    rollback.Order, evenIfNothingChanges: true, cancellationToken);
            }

            pending.Release(rollback);
        }
    }

    private async Task<FlagChange> AppendAsync(
        Func<FlagDocument, CancellationToken, Task<FlagDocument>> edit, FlagOrder order, bool evenIfNothingChanges, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.ReadAsync(known: "", cancellationToken);
            Take(stored);
            // What this host routes by is what is edited: also when the store's newest document is broken, or the store was emptied under it.
            var before = state.Flags;
            var after = new RoutingSnapshot(stored.Version + 1, await edit(before.Document, cancellationToken));
            var changes = FlagChange.Between(stored.Version == 0 ? RoutingSnapshot.Empty : before, after);
            if (changes.Count == 0 && DocumentError is null && !evenIfNothingChanges)
            {
                return new(before.Version, [], IsPending: false);
            }

            var entry = order.Entry(stored, changes, after.Document.ToJson(), catalog);
            if (await store.TryAppendAsync(entry, stored.Hash, cancellationToken))
            {
                _head = new(entry.Version, entry.Hash, Document: null);
                Apply(after);
                LogChanged(after.Version, order.Author, string.Join(", ", changes.Select(c => $"{c.Route} {c.From} -> {c.To} %")));
                return new(after.Version, changes, IsPending: false);
            }
        }

        throw new TimeoutException($"{Attempts} other writers changed the flags first.");
    }

    private static HashSet<string> ChangedAfter(Rollback rollback, IReadOnlyList<LedgerEntry> history)
        => [.. history.Where(e => e.At > rollback.Order.At).SelectMany(e => e.RoutesChanged())];

    private void Take(StoredFlags stored)
    {
        var seen = _head;
        _head = stored with { Document = null };
        if (stored.Document is null)
        {
            return;
        }

        try
        {
            Apply(new RoutingSnapshot(stored.Version, FlagDocument.Parse(stored.Document)));
        }
        catch (InvalidFlagsException e)
        {
            if (DocumentError is null || seen.Hash != stored.Hash)
            {
                LogRefused(stored.Version, e.Message, state.Flags.Version);
            }

            DocumentError = $"Version {stored.Version} is not used: {e.Message}";
        }
    }

    private void Apply(RoutingSnapshot snapshot)
    {
        var isNew = Source != FlagsSource.Store || _head.Hash != _applied;
        _applied = _head.Hash;
        Source = FlagsSource.Store;
        DocumentError = null;
        if (isNew)
        {
            state.Use(snapshot);
            LogApplied(snapshot.Version, Source);
            file.Write(snapshot);
        }
    }

    [LoggerMessage(EventIds.SnapshotApplied, LogLevel.Information, "Routing by version {Version} of the flags, from the {Source}")]
    private partial void LogApplied(long version, FlagsSource source);

    [LoggerMessage(EventIds.DocumentRefused, LogLevel.Error, "Version {Version} of the flags cannot be used: {Why} Version {Kept} stays")]
    private partial void LogRefused(long version, string why, long kept);

    [LoggerMessage(EventIds.FlagsChanged, LogLevel.Information, "Version {Version} of the flags by {Author}: {Changes}")]
    private partial void LogChanged(long version, string author, string changes);
}
