using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.Orders;

internal sealed record OrderOutput(string Message, [property: JsonPropertyName("order_id")] string OrderId);
