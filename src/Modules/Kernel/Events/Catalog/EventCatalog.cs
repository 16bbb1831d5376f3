namespace Monolith.Kernel.Events.Catalog;

/// <summary>What this process knows of events: which of its modules publish, and what its modules handle.</summary>
internal sealed class EventCatalog(IReadOnlyList<string> publishers, IReadOnlyList<string> loaded, IEnumerable<EventSubscription> subscriptions)
{
    private readonly Dictionary<(string Subscriber, string Type), EventSubscription> _subscriptions = subscriptions.ToDictionary(s => (s.Subscriber, s.Event.Type));

    /// <summary>The schemas of the modules here that have an outbox.</summary>
    public IReadOnlyList<string> Publishers { get; } = publishers;

    /// <summary>The schemas of all modules here.</summary>
    public IReadOnlyList<string> Loaded { get; } = loaded;

    public IReadOnlyCollection<EventSubscription> Subscriptions => _subscriptions.Values;

    public bool HandlesFor(string subscriber) => _subscriptions.Keys.Any(k => k.Subscriber == subscriber);

    /// <returns>Null when no module of that name handles that event here.</returns>
    public EventSubscription? Find(string subscriber, string type) => _subscriptions.GetValueOrDefault((subscriber, type));
}
