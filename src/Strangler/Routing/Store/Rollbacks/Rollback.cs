using Monolith.Strangler.Routing.Flags;
using Monolith.Strangler.Routing.Store.Ledger;

namespace Monolith.Strangler.Routing.Store.Rollbacks;

/// <summary>An order to send everybody back to the monolith.</summary>
/// <param name="Order">Who, when, why, with the figures of that moment.</param>
/// <param name="Routes">Null: every flag there is, whether this host has the route or not.</param>
internal sealed record Rollback(FlagOrder Order, IReadOnlyList<string>? Routes)
{
    /// <param name="document">The flags.</param>
    /// <param name="except">Routes that somebody shifted later.</param>
    public FlagDocument ApplyTo(FlagDocument document, IReadOnlyCollection<string> except)
        => document.RollBack([.. (Routes ?? document.Flags.Select(f => f.Id)).Except(except, StringComparer.Ordinal)]);

    public bool HasSameRoutesAs(Rollback other)
        => Routes is null ? other.Routes is null : other.Routes is not null && Routes.SequenceEqual(other.Routes, StringComparer.Ordinal);
}
