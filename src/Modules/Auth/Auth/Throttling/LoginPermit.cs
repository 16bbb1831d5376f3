namespace Monolith.Auth.Throttling;

/// <summary>The throttle's answer: either a reserved attempt or how long to wait.</summary>
/// <param name="AttemptId">The reserved attempt; meaningless when there is something to wait for.</param>
/// <param name="Account">The account's key.</param>
/// <param name="Address">The address's key.</param>
/// <param name="RetryAfter">Null when the log-in may go on.</param>
internal sealed record LoginPermit(long AttemptId, byte[] Account, byte[] Address, TimeSpan? RetryAfter);
