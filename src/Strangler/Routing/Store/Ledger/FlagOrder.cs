using System.Text.Json;
using Monolith.Strangler.Routing.Admin.Contracts;
using Monolith.Strangler.Routing.Routes;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>Who ordered a change, when and why.</summary>
/// <param name="Id">The same order written twice is written once.</param>
/// <param name="At">In whole microseconds: what the store keeps.</param>
/// <param name="Author">As they called themselves.</param>
/// <param name="Reason">For the history.</param>
internal sealed record FlagOrder(Guid Id, DateTimeOffset At, string Author, string Reason)
{
    /// <summary>JSON: what the routes carried when it was ordered. Null: what they carry when it is written, which is then at once.</summary>
    public string? Figures { get; init; }

    public static FlagOrder New(string author, string reason, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new(Guid.NewGuid(), new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero), author, reason);
    }

    /// <summary>What the ledger will say, after <paramref name="head"/>.</summary>
    public LedgerEntry Entry(StoredFlags head, IReadOnlyList<RouteChange> changes, string document, RouteCatalog catalog)
        => new LedgerEntry(
            head.Version + 1, Id, At, Author, Reason,
            JsonSerializer.Serialize(changes, LedgerJson.Options), document, Figures ?? RouteFigures.Of(changes.Select(c => c.Route), catalog), Hash: "").ChainedTo(head.Hash);
}
