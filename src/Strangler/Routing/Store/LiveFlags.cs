using Microsoft.Extensions.Logging;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Store;

/// <summary>
/// The flags this host routes by. Requests read <see cref="Snapshot"/>; refreshes and changes take turns behind one gate, so an older version read late
/// can never replace a newer one.
/// </summary>
internal sealed partial class LiveFlags(IFlagStore store, SnapshotFile file, RouteCatalog catalog, ILogger<LiveFlags> logger) : IDisposable
{
    private const int Attempts = 50;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile RoutingSnapshot _snapshot = RoutingSnapshot.Empty;
    private volatile StoredFlags _head = StoredFlags.None;
    private string _applied = "";

    /// <summary>Raised after each time <see cref="Snapshot"/> became another one, on the thread that applied it.</summary>
    public event EventHandler? Applied;

    /// <summary>What requests are decided by.</summary>
    public RoutingSnapshot Snapshot => _snapshot;

    public FlagsSource Source { get; private set; }

    /// <summary>The store's newest version as this host last saw it, in use or not.</summary>
    public StoredFlags Head => _head;

    /// <summary>Why the store's newest document is not in use; null when it is.</summary>
    public string? DocumentError { get; private set; }

    /// <summary>Takes the last flags of an earlier run until the store has answered.</summary>
    public void UseFile()
    {
        if (Source == FlagsSource.None && file.Read() is { } snapshot)
        {
            _snapshot = snapshot;
            Source = FlagsSource.Disk;
            LogApplied(snapshot.Version, Source);
            Applied?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Applies the store's newest version if this host has another.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Only the store confirms a version: what came from the disk may carry a number that the store has since given to something else.
            Take(await store.ReadAsync(Source == FlagsSource.Store || DocumentError is not null ? _head.Hash : "", cancellationToken));
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
    public async Task<ChangeAnswer> ChangeAsync(Func<FlagDocument, FlagDocument> edit, FlagOrder order, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var stored = await store.ReadAsync(known: "", cancellationToken);
                Take(stored);
                // What this host routes by is what is edited: also when the store's newest document is broken, or the store was emptied under it.
                var before = _snapshot;
                var after = new RoutingSnapshot(stored.Version + 1, edit(before.Document));
                var changes = RouteChanges.Between(stored.Version == 0 ? RoutingSnapshot.Empty : before, after);
                if (changes.Count == 0 && DocumentError is null)
                {
                    return new(before.Version, Changed: false, []);
                }

                var entry = order.Entry(stored, changes, after.Document.ToJson(), catalog);
                if (await store.TryAppendAsync(entry, stored.Hash, cancellationToken))
                {
                    _head = new(entry.Version, entry.Hash, Document: null);
                    Apply(after);
                    LogChanged(after.Version, order.Author, string.Join(", ", changes.Select(c => $"{c.Route} {c.From} -> {c.To} %")));
                    return new(after.Version, Changed: true, changes);
                }
            }
        }
        finally
        {
            _gate.Release();
        }

        throw new TimeoutException($"{Attempts} other writers changed the flags first.");
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

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
                LogRefused(stored.Version, e.Message, _snapshot.Version);
            }

            DocumentError = $"Version {stored.Version} is not used: {e.Message}";
        }
    }

    private void Apply(RoutingSnapshot snapshot)
    {
        var isNew = Source != FlagsSource.Store || _head.Hash != _applied;
        _snapshot = snapshot;
        _applied = _head.Hash;
        Source = FlagsSource.Store;
        DocumentError = null;
        if (isNew)
        {
            Applied?.Invoke(this, EventArgs.Empty);
            file.Write(snapshot);
            LogApplied(snapshot.Version, Source);
        }
    }

    [LoggerMessage(EventIds.SnapshotApplied, LogLevel.Information, "Routing by version {Version} of the flags, from the {Source}")]
    private partial void LogApplied(long version, FlagsSource source);

    [LoggerMessage(EventIds.DocumentRefused, LogLevel.Error, "Version {Version} of the flags cannot be used: {Why} Version {Kept} stays")]
    private partial void LogRefused(long version, string why, long kept);

    [LoggerMessage(EventIds.FlagsChanged, LogLevel.Information, "Version {Version} of the flags by {Author}: {Changes}")]
    private partial void LogChanged(long version, string author, string changes);
}
