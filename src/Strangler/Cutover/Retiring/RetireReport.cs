namespace Monolith.Strangler.Cutover.Retiring;

/// <summary>What a retirement has left.</summary>
/// <param name="Module">Its schema.</param>
/// <param name="Owner">The one database with its data, without a password.</param>
/// <param name="Retired">The one whose copy is never written again.</param>
/// <param name="Dump">The file with that copy; null where this run only finished an earlier one, which has told of its own.</param>
/// <param name="DumpBytes">Its length.</param>
/// <param name="Droppable">Statements for the retired database, for when nobody wants to look at the old rows any more.</param>
public sealed record RetireReport(string Module, string Owner, string Retired, string? Dump, long DumpBytes, IReadOnlyList<string> Droppable);
