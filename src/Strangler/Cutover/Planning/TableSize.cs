namespace Monolith.Strangler.Cutover.Planning;

/// <summary>A table that is to be copied.</summary>
/// <param name="Name">Without its schema.</param>
/// <param name="Rows">About how many, from the statistics; null where there are none yet.</param>
/// <param name="Bytes">With its indexes and what is stored beside it.</param>
public sealed record TableSize(string Name, long? Rows, long Bytes);
