namespace Monolith.Wallet.Features.Statement;

/// <summary>One movement of available money.</summary>
/// <param name="Number">1, 2, ... within the account.</param>
/// <param name="At">When it was booked.</param>
/// <param name="Method">As in the list of transactions.</param>
/// <param name="ReferenceId">The user's own; null for what others sent.</param>
/// <param name="OtherUserId">The other side of a transfer.</param>
/// <param name="Amount">Negative: it went out.</param>
/// <param name="Balance">With this movement.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record StatementLine(
    long Number, DateTimeOffset At, string Method, string? ReferenceId, int? OtherUserId, decimal Amount, decimal Balance, string Currency);
