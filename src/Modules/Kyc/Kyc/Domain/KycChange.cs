using Monolith.Kyc.Contracts;

namespace Monolith.Kyc.Domain;

/// <summary>One step of a user's KYC. Never changed or removed.</summary>
internal sealed class KycChange
{
    public Guid Id { get; init; }

    public int UserId { get; init; }

    public KycForm Form { get; init; }

    public KycState State { get; init; }

    /// <summary>Null for a submission, and where an admin gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>The user or the admin; null where the statement's text decided.</summary>
    public int? ChangedBy { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}
