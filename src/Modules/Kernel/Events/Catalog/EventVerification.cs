using System.Reflection;
using Monolith.Kernel.Messaging;
using Monolith.Kernel.Modules;
using Monolith.Kernel.Startup;

namespace Monolith.Kernel.Events.Catalog;

/// <summary>Checks events and subscriptions at the start, where otherwise the first event would find out.</summary>
internal sealed class EventVerification(StartupErrors errors)
{
    /// <returns>Those that are named as they must be.</returns>
    public IEnumerable<EventType> ReadEvents(Assembly contracts, string module)
    {
        foreach (var record in EventScan.EventsIn(contracts))
        {
            foreach (var flaw in WireShape.FlawsOf(record).Distinct(StringComparer.Ordinal))
            {
                errors.Add($"{record.FullName} does not survive the wire: {flaw}. Events hold records of values, lists and other such records.");
            }

            var (@event, misnamed) = EventType.Read(record, module);
            if (misnamed is not null)
            {
                errors.Add(misnamed);
            }

            if (@event is not null)
            {
                yield return @event;
            }
        }
    }

    public void CheckNames(IEnumerable<EventType> known)
    {
        foreach (var same in known.GroupBy(e => e.Type, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            errors.Add($"'{same.Key}' is the name of {string.Join(" and ", same.Select(e => e.Record.FullName))}. Give each event a name of its own, or the later one a higher Version.");
        }
    }

    public void CheckDatabase(ModuleManifest manifest, bool publishes, bool subscribes, bool hasContext)
    {
        if ((publishes || subscribes) && !hasContext)
        {
            errors.Add($"Module '{manifest.Name}' {(publishes ? "publishes" : "handles")} events and has no database for its {(publishes ? "outbox" : "inbox")}. Register its DbContext with ModuleBuilder.AddDbContext.");
        }
    }

    /// <returns>What the module handles: each event that is declared, known, and has exactly one handler.</returns>
    public IEnumerable<(EventType Event, Type Handler)> CheckSubscriptions(ModuleManifest manifest, IReadOnlyCollection<(Type Event, Type Handler)> handlers, IReadOnlyCollection<EventType> known)
    {
        foreach (var declared in manifest.SubscribesTo.Distinct(StringComparer.Ordinal))
        {
            if (known.FirstOrDefault(e => e.Type == declared) is not { } @event)
            {
                errors.Add(
                    $"Module '{manifest.Name}' subscribes to '{declared}', which no known Contracts declare. Correct SubscribesTo in its manifest, or depend on the module that publishes it " +
                    $"(known: {(known.Count == 0 ? "none" : string.Join(", ", known.Select(e => e.Type).Order(StringComparer.Ordinal)))}).");
                continue;
            }

            var own = handlers.Where(h => h.Event == @event.Record).Select(h => h.Handler).ToList();
            switch (own)
            {
                case [var handler]:
                    yield return (@event, handler);
                    break;
                case []:
                    errors.Add($"Module '{manifest.Name}' subscribes to '{declared}' and has no handler for it. Add an IEventHandler<{@event.Record.Name}>, or remove it from SubscribesTo.");
                    break;
                default:
                    errors.Add($"Module '{manifest.Name}' has {own.Count} handlers of '{declared}' ({string.Join(", ", own.Select(h => h.Name))}). A module handles an event once: make them one.");
                    break;
            }
        }

        foreach (var (record, handler) in handlers.Where(h => !known.Any(e => e.Record == h.Event && manifest.SubscribesTo.Contains(e.Type, StringComparer.Ordinal))))
        {
            var name = known.FirstOrDefault(e => e.Record == record)?.Type ?? record.FullName;
            errors.Add($"{handler.FullName} handles '{name}', which the manifest of '{manifest.Name}' does not declare. Add it to SubscribesTo, or remove the handler.");
        }
    }
}
