namespace Monolith.Kyc.Contracts;

/// <summary>Where a user stands, without a word of what they submitted.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="State"><see cref="KycState.Pending"/> also for a user who never submitted anything.</param>
/// <param name="Form">What was submitted last; null when nothing was.</param>
/// <param name="UpdatedAt">When the state or the form last changed; null when nothing was submitted.</param>
public sealed record KycStatus(int UserId, KycState State, KycForm? Form, DateTimeOffset? UpdatedAt);
