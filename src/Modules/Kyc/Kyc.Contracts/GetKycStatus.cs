using Monolith.Kernel.Messaging;

namespace Monolith.Kyc.Contracts;

/// <summary>Asks where a user stands. Never answers NotFound: a user who submitted nothing, or does not exist, is pending.</summary>
/// <param name="UserId">Whose.</param>
public sealed record GetKycStatus(int UserId) : IQuery<KycStatus>;
