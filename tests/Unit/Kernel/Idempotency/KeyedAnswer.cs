namespace Monolith.Unit.Kernel.Idempotency;

/// <summary>An answer of the ledger.</summary>
internal sealed record KeyedAnswer(int Status, string Body, string? ContentType, string? Location, bool IsReplayed, TimeSpan? RetryAfter)
{
    /// <summary>All that the first answer and a repeat have in common.</summary>
    public KeyedAnswer AsGiven() => this with { IsReplayed = false };
}
