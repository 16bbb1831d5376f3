namespace Monolith.Strangler.Cutover.History;

/// <summary>One step of a module's data, as the database recorded it that took the step.</summary>
/// <param name="Module">Its schema.</param>
/// <param name="At">By that database's clock.</param>
/// <param name="Who">As they called themselves; the database's role where they did not.</param>
/// <param name="Step">What was done.</param>
/// <param name="From">The database that owns the data, or is about to give it away, or was.</param>
/// <param name="To">The other one.</param>
/// <param name="Epoch">Of the ownership it left.</param>
/// <param name="Halted">For how long nobody had been able to write then; null where somebody could. Between two servers as exact as their clocks agree.</param>
public sealed record HistoryEntry(string Module, DateTimeOffset At, string Who, HistoryStep Step, Place From, Place To, long Epoch, TimeSpan? Halted);
