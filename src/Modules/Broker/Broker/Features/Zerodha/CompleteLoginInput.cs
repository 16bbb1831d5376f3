using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.Zerodha;

internal sealed class CompleteLoginInput
{
    [JsonPropertyName("callback_url")]
    public string? CallbackUrl { get; init; }
}
