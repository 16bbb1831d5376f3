using System.Text.Json.Serialization;

namespace Monolith.Broker.Features.Zerodha;

internal sealed record LoginUrlOutput([property: JsonPropertyName("login_url")] string LoginUrl, string Status);
