using System.Collections.Frozen;
using Monolith.Strangler.Routing.Flags;

namespace Monolith.Strangler.Routing.Decisions;

/// <summary>All flags of one version of the document, compiled. Immutable: a request takes one and keeps to it.</summary>
internal sealed class RoutingSnapshot
{
    /// <summary>Nothing is known: everything is the monolith's.</summary>
    public static readonly RoutingSnapshot Empty = new(0, new FlagDocument());

    private readonly FrozenDictionary<string, CompiledFlag> _flags;

    /// <exception cref="InvalidFlagsException">The document breaks a rule; the message lists all of them.</exception>
    public RoutingSnapshot(long version, FlagDocument document)
    {
        FlagRules.ThrowIfBroken(document);
        Version = version;
        Document = document;
        _flags = document.Flags.ToFrozenDictionary(f => f.Id, f => new CompiledFlag(f), StringComparer.Ordinal);
    }

    private RoutingSnapshot(RoutingSnapshot flags, DecisionReason forcedBack)
    {
        Version = flags.Version;
        Document = flags.Document;
        _flags = flags.Document.Flags.ToFrozenDictionary(f => f.Id, f => new CompiledFlag(f, forcedBack), StringComparer.Ordinal);
    }

    /// <summary>The store's number of the document, counting up from 1; 0 for none.</summary>
    public long Version { get; }

    /// <summary>What it was compiled from.</summary>
    public FlagDocument Document { get; }

    /// <summary>The same flags, while nobody confirms them: everything is the monolith's.</summary>
    public RoutingSnapshot OutOfTouch() => new(this, DecisionReason.LeaseExpired);

    /// <summary>Null when the route has no flag: monolith.</summary>
    public CompiledFlag? Find(string route) => _flags.GetValueOrDefault(route);

    /// <summary>The share of the route's users that go to the service, 0 to 100.</summary>
    public decimal PercentOf(string route) => Find(route)?.Percent ?? 0;
}
