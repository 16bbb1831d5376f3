namespace Monolith.Kernel.Idempotency;

/// <summary>One process's try at a request. It may commit while the row still names it.</summary>
/// <param name="Store">Where the row is.</param>
/// <param name="Request">Whose row it is.</param>
/// <param name="Id">Never used again.</param>
/// <param name="Lease">How long nobody takes over; and after the commit, how long a repeat waits for the answer.</param>
internal sealed record KeyAttempt(IdempotencyStore Store, IdempotentRequest Request, Guid Id, TimeSpan Lease);
