using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreKotakKeysInput
{
    [JsonPropertyName("consumer_key")]
    public string? ConsumerKey { get; init; }

    [JsonPropertyName("consumer_secret")]
    public string? ConsumerSecret { get; init; }
}
