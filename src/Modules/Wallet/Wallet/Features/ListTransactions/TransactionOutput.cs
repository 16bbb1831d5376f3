using System.Text.Json.Serialization;
using Monolith.Kernel.Frontends;

namespace Monolith.Wallet.Features.ListTransactions;

/// <summary>A movement of the user's available money as the frontend reads it.</summary>
internal sealed record TransactionOutput(
    [property: JsonConverter(typeof(MoneyConverter))] decimal Amount,
    string Type,
    string Method,
    [property: JsonPropertyName("reference_id")] string? ReferenceId,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);
