using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.StoreKeys;

internal sealed class StoreZerodhaKeysInput
{
    [JsonPropertyName("api_key")]
    public string? ApiKey { get; init; }

    [JsonPropertyName("api_secret")]
    public string? ApiSecret { get; init; }

    /// <summary>As it is registered at Zerodha. It is compared with, and never fetched.</summary>
    [JsonPropertyName("redirect_uri")]
    public string? RedirectUri { get; init; }
}
