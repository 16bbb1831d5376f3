namespace Monolith.Kyc.Contracts;

/// <summary>A place in the queue of <see cref="ListPendingKyc"/>: that of the last one seen.</summary>
/// <param name="CreatedAt">Its <see cref="PendingKyc.CreatedAt"/>.</param>
/// <param name="KycId">Its <see cref="PendingKyc.KycId"/>.</param>
public sealed record PendingKycPlace(DateTimeOffset CreatedAt, int KycId);
