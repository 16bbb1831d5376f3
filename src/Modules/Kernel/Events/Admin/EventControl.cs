using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monolith.Kernel.Events.Outbox;
using Monolith.Kernel.Events.Watching;

namespace Monolith.Kernel.Events.Admin;

/// <summary>Follows operators' orders, over all outboxes of the process, and logs each with who gave it and why.</summary>
internal sealed partial class EventControl(OutboxStores stores, EventWatch watch, OutboxSignal signal, EventSettings settings, ILogger<EventControl> logger)
{
    private const int LongestReason = 200;

    public async Task<EventStatusAnswer> StatusAsync(CancellationToken cancellationToken) => new(await watch.ReadAsync(cancellationToken));

    public async Task<DeadLettersAnswer> ListDeadAsync(string? publisher, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > 1000)
        {
            throw Invalid("limit must be 1 to 1000.");
        }

        List<DeadLetter> letters = [];
        foreach (var outbox in Outboxes(publisher))
        {
            letters.AddRange(await outbox.Orders.ListDeadAsync(limit - letters.Count, cancellationToken));
        }

        return new(letters);
    }

    public async Task<EventAnswer> ShowAsync(Guid id, string who, CancellationToken cancellationToken)
    {
        foreach (var (_, outbox) in Outboxes(publisher: null))
        {
            if (await outbox.FindAsync(id, cancellationToken) is { } found)
            {
                LogOrder(who, "looked at", id.ToString(), 1, "");
                return found;
            }
        }

        throw Unknown(id);
    }

    public async Task<OrderAnswer> RedriveAsync(RedriveOrder order, string who, CancellationToken cancellationToken)
    {
        var reason = ReasonOf(order.Reason);
        if (order is { Id: null, Publisher: null, Subscriber: null, All: false })
        {
            throw Invalid("Name an event (id), a publisher, a subscriber, or say all.");
        }

        var (count, tooOld) = (0L, 0L);
        foreach (var (publisher, outbox) in Outboxes(order.Publisher))
        {
            var answer = await outbox.RedriveAsync(order.Id, order.Subscriber, cancellationToken);
            (count, tooOld) = (count + answer.Count, tooOld + answer.TooOld);
            signal.Tell(publisher);
        }

        if (order.Id is { } id && count + tooOld == 0)
        {
            throw Unknown(id);
        }

        LogOrder(who, "re-drove dead letters", order.Id?.ToString() ?? order.Subscriber ?? order.Publisher ?? "all", count, reason);
        return new(count, tooOld);
    }

    public async Task<OrderAnswer> DiscardAsync(DiscardOrder order, string who, CancellationToken cancellationToken)
    {
        var reason = ReasonOf(order.Reason);
        foreach (var (publisher, outbox) in Outboxes(publisher: null))
        {
            if (await outbox.TryDiscardAsync(order.Id, order.Subscriber ?? throw Invalid("subscriber is missing."), cancellationToken))
            {
                signal.Tell(publisher);
                LogOrder(who, "discarded", $"{order.Id} for {order.Subscriber}", 1, reason);
                return new(1, 0);
            }
        }

        throw new EventOrderException(StatusCodes.Status404NotFound, "unknown_event", $"{order.Subscriber} has no dead letter {order.Id}.");
    }

    public async Task<OrderAnswer> ReplayAsync(ReplayOrder order, string who, CancellationToken cancellationToken)
    {
        var reason = ReasonOf(order.Reason);
        var subscriber = order.Subscriber ?? throw Invalid("subscriber is missing.");
        var (publisher, outbox) = Outboxes(order.Publisher ?? throw Invalid("publisher is missing.")).Single();
        if (!await outbox.KnowsAsync(subscriber, cancellationToken))
        {
            throw new EventOrderException(StatusCodes.Status404NotFound, "unknown_subscriber", $"'{subscriber}' subscribes to no event of '{publisher}'.");
        }

        var count = await outbox.ReplayAsync(subscriber, order.Since, cancellationToken);
        signal.Tell(publisher);
        LogOrder(who, "replayed events", $"{publisher} to {subscriber}", count, reason);
        return new(count, 0);
    }

    private static string ReasonOf(string? reason)
        => reason?.Trim() is { Length: > 0 and <= LongestReason } given && !given.Any(char.IsControl) ? given : throw Invalid($"reason must have 1 to {LongestReason} characters, on one line.");

    private static EventOrderException Invalid(string message) => new(StatusCodes.Status400BadRequest, "invalid_order", message);

    private static EventOrderException Unknown(Guid id) => new(StatusCodes.Status404NotFound, "unknown_event", $"No outbox has what was asked of event {id}.");

    private List<(string Publisher, OutboxOrders Orders)> Outboxes(string? publisher)
    {
        var outboxes = stores.All.Where(s => publisher is null || s.Publisher == publisher).Select(s => (s.Publisher, new OutboxOrders(s, settings))).ToList();
        return outboxes.Count > 0 || publisher is null
            ? outboxes
            : throw new EventOrderException(
                StatusCodes.Status404NotFound, "unknown_publisher", $"'{publisher}' publishes nothing here. Publishers are: {string.Join(", ", stores.All.Select(s => s.Publisher).Order(StringComparer.Ordinal))}.");
    }

    [LoggerMessage(EventIds.EventOrder, LogLevel.Information, "Operator {Operator} {Order} {Target}: {Count} events. {Reason}")]
    private partial void LogOrder(string @operator, string order, string target, long count, string reason);
}
