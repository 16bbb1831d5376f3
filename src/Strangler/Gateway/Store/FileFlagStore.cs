using System.Runtime.CompilerServices;
using Monolith.Strangler.Gateway.Configuration;
using Monolith.Strangler.Routing.Decisions;
using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Routes;
using Monolith.Strangler.Routing.Store;
using Monolith.Strangler.Routing.Store.Hosts;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Gateway.Store;

/// <summary>
/// Keeps the flags in <c>strangler.json</c>, where people read and edit them, and every version of them in <see cref="LedgerFile"/>. An edit by hand becomes a
/// version of its own. For one gateway: several share a database.
/// </summary>
internal sealed class FileFlagStore(CurrentConfiguration current, LedgerFile ledger, RouteCatalog catalog, TimeProvider time) : IFlagStore
{
    private const string Editor = "strangler.json";

    private readonly Lock _lock = new();
    private volatile SeenHost[] _self = [];

    public Task<StoredFlags> ReadAsync(string known, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var head = Head();
            return Task.FromResult(new StoredFlags(head.Version, head.Hash, head.Hash == known ? null : head.Document));
        }
    }

    public Task<bool> TryAppendAsync(LedgerEntry entry, string previous, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // What somebody is just editing must not be overwritten with what was read before.
            current.Load();
            if (Head().Hash != previous)
            {
                return Task.FromResult(false);
            }

            // The ledger last: a crash in between looks like an edit by hand, and that is found.
            current.Write(FlagSection.Replace(current.Text, FlagDocument.Parse(entry.Document)));
            ledger.Append(entry);
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<LedgerEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<LedgerEntry>>([.. ledger.Entries.Reverse().Take(limit)]);
        }
    }

    public async IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LedgerEntry> entries;
        lock (_lock)
        {
            entries = [.. ledger.Entries.Where(e => e.Version > after)];
        }

        foreach (var entry in entries)
        {
            yield return entry;
        }

        await Task.CompletedTask;
    }

    public Task<IFlagWatch> WatchAsync(CancellationToken cancellationToken) => Task.FromResult<IFlagWatch>(new FileFlagWatch(current));

    /// <summary>There is one gateway; it sees itself.</summary>
    public Task ReportAsync(HostReport report, CancellationToken cancellationToken)
    {
        _self = [new(report, time.GetUtcNow(), IsLive: true)];
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SeenHost>> ReadHostsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SeenHost>>(_self);

    public bool IsUnavailable(Exception exception, CancellationToken stopping)
        => CurrentConfiguration.IsRefusal(exception)
            || (exception is OperationCanceledException && !stopping.IsCancellationRequested);

    public string Describe(Exception exception)
        => $"The flags cannot be written to the gateway's file as it is, and the gateway goes on with those it has: {exception.Message} Put that right, look at the status, and try again.";

    private LedgerEntry Head()
    {
        var document = current.Value.Flags!.ToJson();
        if (ledger.Head is { } head && head.Document == document)
        {
            return head;
        }

        var before = ledger.Head is { } last ? new StoredFlags(last.Version, last.Hash, last.Document) : StoredFlags.None;
        var changes = FlagChange.Between(
            before.Document is null ? RoutingSnapshot.Empty : new(before.Version, FlagDocument.Parse(before.Document)), new(before.Version + 1, current.Value.Flags));
        var entry = FlagOrder.New(Editor, "Changed in the file", time).Entry(before, changes, document, catalog);
        ledger.Append(entry);
        return entry;
    }
}
