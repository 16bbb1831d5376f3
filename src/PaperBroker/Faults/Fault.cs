namespace Monolith.PaperBroker.Faults;

/// <summary>What goes wrong with requests until it is taken back.</summary>
/// <param name="Path">Only paths that hold this text; null: all but <c>/faults</c> and <c>/health</c>.</param>
/// <param name="DelayMs">Waited before anything else.</param>
/// <param name="Status">Answered instead, with an empty object.</param>
/// <param name="BrokenJson">The work is done, and the answer is cut in the middle of a text.</param>
/// <param name="Drop">The connection is cut: before the work, or with <paramref name="AfterWork"/> behind it.</param>
/// <param name="AfterWork">For <paramref name="Drop"/>.</param>
/// <param name="Bytes">The answer has this many bytes of white space before it.</param>
/// <param name="Location">With a status of 3xx: where to.</param>
/// <param name="Times">How many requests; null: all.</param>
internal sealed record Fault(
    string? Path = null, int DelayMs = 0, int? Status = null, bool BrokenJson = false, bool Drop = false, bool AfterWork = false, int Bytes = 0, string? Location = null,
    int? Times = null);
