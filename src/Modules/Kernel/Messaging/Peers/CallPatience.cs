namespace Monolith.Kernel.Messaging.Peers;

/// <summary>How long a call is waited for, and by whom.</summary>
/// <param name="Deadline">When the answer is of no more use; travels along.</param>
/// <param name="Timeout">Cancelled then, or with the caller.</param>
/// <param name="Caller">Cancelled when nobody waits any more, which is not the target's fault.</param>
internal readonly record struct CallPatience(DateTimeOffset Deadline, CancellationToken Timeout, CancellationToken Caller);
