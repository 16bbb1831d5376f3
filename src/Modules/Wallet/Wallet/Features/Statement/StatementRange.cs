namespace Monolith.Wallet.Features.Statement;

/// <summary>What a statement consists of, fixed before its first line is written: movements made meanwhile are not in it.</summary>
/// <param name="After">The number before its first line.</param>
/// <param name="Last">The number of its last line; of an empty one, <paramref name="After"/>.</param>
internal sealed record StatementRange(long After, long Last);
