using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Wallet.Features.ReadWallet;

/// <summary>The wallet as the frontend reads it.</summary>
internal sealed record WalletOutput(
    [property: JsonConverter(typeof(MoneyConverter))] decimal Balance,
    [property: JsonPropertyName("updated_at")] DateTimeOffset UpdatedAt);
