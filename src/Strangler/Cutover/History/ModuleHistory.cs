namespace Monolith.Strangler.Cutover.History;

/// <summary>What was done with a module's data, as far as the two databases can be asked.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Unread">A sentence for each database that could not be asked: what it recorded is missing.</param>
public sealed record ModuleHistory(IReadOnlyList<HistoryEntry> Entries, IReadOnlyList<string> Unread);
