namespace Monolith.Strangler.Cutover.Replication;

/// <summary>How far the first copy of a table is.</summary>
/// <param name="Name">Without its schema.</param>
/// <param name="IsDone">All that was there at the beginning has arrived.</param>
/// <param name="Rows">Arrived; null where it is over, and they were not counted.</param>
/// <param name="AboutRows">To arrive, by the sender's statistics; null where it has none.</param>
/// <param name="Bytes">On the receiver's disk, without indexes.</param>
/// <param name="AboutBytes">On the sender's.</param>
public sealed record TableCopy(string Name, bool IsDone, long? Rows, long? AboutRows, long Bytes, long AboutBytes);
