namespace Monolith.Kernel.Idempotency;

/// <summary>A row of a module's table <c>idempotency_keys</c>. Gives the table its shape; reading and writing are <see cref="IdempotencyStore"/>'s.</summary>
internal sealed class IdempotencyKey
{
    /// <summary>Who sent it; 0 for anybody who is not signed in.</summary>
    public required int UserId { get; init; }

    /// <summary>SHA-256 of the key: with the key itself a reader of the table could guess what <see cref="RequestHash"/> is the hash of.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>HMAC-SHA-256 of the request under the key.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The attempt that may commit: another one after a takeover, and never used again.</summary>
    public required Guid Attempt { get; init; }

    public required KeyState State { get; init; }

    /// <summary>By the database's clock, like every time here: the processes' may differ by more than a lease.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null, like all of the answer, until <see cref="KeyState.Answered"/>.</summary>
    public short? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public byte[]? Body { get; init; }
}
