using System.Text.Json;
using Monolith.Strangler.Routing.Admin.Contracts;

namespace Monolith.Strangler.Routing.Store.Ledger;

/// <summary>One version of all flags as the ledger keeps it. Texts are kept byte for byte: they are what <see cref="Hash"/> is over.</summary>
/// <param name="Version">Counts up from 1 without a gap.</param>
/// <param name="Order">The order's own id, so that one written twice is found out; null in entries older than it.</param>
/// <param name="At">When it was ordered, in whole microseconds, by the clock of the host that took the order.</param>
/// <param name="Author">Who, as they called themselves: the operator token is shared.</param>
/// <param name="Reason">Why.</param>
/// <param name="Changes">JSON, <c>[{"route","from","to"}]</c>: percentages.</param>
/// <param name="Document">JSON in the schema of Microsoft.FeatureManagement: all flags.</param>
/// <param name="Figures">JSON by route: what each changed route carried in the 60 s before.</param>
/// <param name="Hash">Of everything above and the hash before, see <see cref="LedgerHash"/>.</param>
internal sealed record LedgerEntry(
    long Version, Guid? Order, DateTimeOffset At, string Author, string Reason, string Changes, string Document, string Figures, string Hash)
{
    /// <summary>Whether it is what was written after the entry with this hash.</summary>
    /// <param name="previous">Empty for the first entry.</param>
    public bool Follows(string previous) => Hash == LedgerHash.Of(this, previous);

    /// <summary>The same with its hash.</summary>
    /// <param name="previous">Empty for the first entry.</param>
    public LedgerEntry ChainedTo(string previous) => this with { Hash = LedgerHash.Of(this, previous) };

    public IEnumerable<string> RoutesChanged() => (JsonSerializer.Deserialize<List<RouteChange>>(Changes, LedgerJson.Options) ?? []).Select(c => c.Route);
}
