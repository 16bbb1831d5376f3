using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Wallet.Features;

/// <summary>What the frontend is told of something booked.</summary>
internal sealed record BookedOutput(
    string Message,
    [property: JsonPropertyName("new_balance")] [property: JsonConverter(typeof(MoneyConverter))] decimal NewBalance);
