using Monolith.Kyc.Contracts;

namespace Monolith.Admin.Domain;

/// <summary>What an admin set out to do, written before it is done. Never changed or removed.</summary>
internal sealed class AdminAction
{
    public const int MaxReasonLength = GetKycDetails.MaxReasonLength;

    public Guid Id { get; init; }

    /// <summary>Who.</summary>
    public int AdminId { get; init; }

    public AdminActionKind Kind { get; init; }

    /// <summary>On whom; null where it is about nobody before it is known whom it shows.</summary>
    public int? UserId { get; init; }

    /// <summary>Null where the admin gave none.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset BegunAt { get; init; }
}
