using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;
using Monolith.Wallet.Contracts;

namespace Monolith.Admin.Features.ViewUser.Parts;

/// <summary>What a user's wallet holds, and since when it is frozen; null where it is not.</summary>
internal sealed record WalletPart(
    [property: JsonConverter(typeof(MoneyConverter))] decimal Balance,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Held,
    string Currency,
    [property: JsonPropertyName("frozen_since")] DateTimeOffset? FrozenSince,
    [property: JsonPropertyName("updated_at")] DateTimeOffset? UpdatedAt)
{
    public static WalletPart Of(WalletBalance wallet) => new(wallet.Available, wallet.Held, wallet.Currency, wallet.FrozenSince, wallet.UpdatedAt);
}
