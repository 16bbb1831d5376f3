using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Wallet.Features.PlaceHold;

/// <summary>What the frontend is told of a hold.</summary>
internal sealed record HeldOutput(
    string Message,
    [property: JsonPropertyName("hold_id")] Guid HoldId,
    [property: JsonPropertyName("new_balance")] [property: JsonConverter(typeof(MoneyConverter))] decimal NewBalance);
