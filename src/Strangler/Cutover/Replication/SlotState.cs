namespace Monolith.Strangler.Cutover.Replication;

/// <summary>The sender's half of the copying in one direction.</summary>
/// <param name="Health">PostgreSQL's <c>wal_status</c>: reserved, extended, unreserved or lost.</param>
/// <param name="LagBytes">What the sender has written and the receiver has not confirmed; null where the slot was lost.</param>
public sealed record SlotState(string Health, long? LagBytes);
