namespace Monolith.Kyc.Domain;

/// <summary>Somebody was shown what a user submitted. Never changed or removed.</summary>
internal sealed class KycView
{
    public Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public int UserId { get; init; }

    public int ViewedBy { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset ViewedAt { get; init; }
}
