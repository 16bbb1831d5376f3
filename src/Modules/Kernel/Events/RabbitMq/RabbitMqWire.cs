using System.Globalization;
using System.Text;
using System.Text.Json;
using Monolith.Kernel.Events.Delivery;
using Monolith.Kernel.Messaging;
using RabbitMQ.Client;

namespace Monolith.Kernel.Events.RabbitMq;

/// <summary>Events and what came of them as messages: the event as it goes by HTTP, the outcome by its kind and its error.</summary>
internal static class RabbitMqWire
{
    /// <summary>An event's own limit, and room for its envelope.</summary>
    public const int MaxBodyBytes = 2 * EventPublishing.MaxDataBytes;

    public static ReadOnlyMemory<byte> Body(EventMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, ModuleJson.Options);

    public static BasicProperties Properties(EventMessage message, string correlation, string replyTo, TimeSpan useful) => new()
    {
        MessageId = message.Id.ToString(),
        Type = message.Type,
        ContentType = "application/json",
        Persistent = true,
        CorrelationId = correlation,
        ReplyTo = replyTo,
        // Nobody waits for it any longer, and it will have been sent again.
        Expiration = ((long)useful.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
    };

    /// <returns>Null when it is no event, or larger than any.</returns>
    public static EventMessage? ReadEvent(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.Length <= MaxBodyBytes ? JsonSerializer.Deserialize<EventMessage>(body.Span, ModuleJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static (BasicProperties Properties, ReadOnlyMemory<byte> Body) Answer(string? correlation, DeliveryOutcome outcome)
        => (new() { CorrelationId = correlation, Type = outcome.Kind.ToString() }, Encoding.UTF8.GetBytes(outcome.Error ?? ""));

    public static DeliveryOutcome ReadOutcome(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body) => properties.Type switch
    {
        nameof(DeliveryOutcomeKind.Handled) => DeliveryOutcome.Handled,
        nameof(DeliveryOutcomeKind.Failed) => DeliveryOutcome.Failed(Encoding.UTF8.GetString(body.Span)),
        _ => DeliveryOutcome.Unavailable($"The subscriber answered '{properties.Type}'."),
    };
}
