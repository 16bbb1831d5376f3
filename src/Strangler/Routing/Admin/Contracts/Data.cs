namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Where a module's data stands between the monolith's database and one of its own (docs/cutover.md).</summary>
/// <param name="Module">Its schema.</param>
/// <param name="Stage"><c>shared</c>, <c>replicating</c>, <c>cut_over</c>, <c>replicating_back</c>, <c>retired</c> or <c>unknown</c>.</param>
/// <param name="Owner"><c>monolith</c> or <c>own</c>: whose database may be written; null when neither may, or it is not known.</param>
/// <param name="Epoch">Rises with each switch.</param>
/// <param name="Streams">The copying to the module's own database, then to the monolith's.</param>
/// <param name="WayBackArmed">Whether the data could go back without losing a write; before a switch: whether it could afterwards.</param>
/// <param name="WayBackTrouble">Why not, and what to do; null when it could.</param>
/// <param name="Halted">A switch that was begun and not ended, and what to do; null where there is none.</param>
/// <param name="SeenAt">When this host saw it so.</param>
public sealed record DataStatus(
    string Module, string Stage, string? Owner, long Epoch, IReadOnlyList<DataStream> Streams, bool WayBackArmed, string? WayBackTrouble, string? Halted, DateTimeOffset SeenAt);

/// <summary>The copying in one direction.</summary>
/// <param name="To"><c>own</c> or <c>monolith</c>: whose database receives.</param>
/// <param name="State"><c>none</c>, <c>copying</c> (the first copy), <c>following</c>, <c>at_rest</c> (the receiver is the owner), <c>not_running</c> or <c>unknown</c>.</param>
/// <param name="Slot">PostgreSQL's <c>wal_status</c> of what the sender keeps: <c>reserved</c>, <c>extended</c>, <c>unreserved</c> or <c>lost</c>; null where there is none, or it cannot be asked.</param>
/// <param name="LagBytes">What the sender has written and the receiver has not confirmed; null as <paramref name="Slot"/>.</param>
public sealed record DataStream(string To, string State, string? Slot, long? LagBytes);

/// <summary>What was done with modules' data.</summary>
/// <param name="Steps">Newest first.</param>
/// <param name="Unread">A sentence for each database that could not be asked: what it recorded is missing.</param>
public sealed record DataHistory(IReadOnlyList<DataStep> Steps, IReadOnlyList<string> Unread);

/// <summary>One step of one module's data.</summary>
/// <param name="Module">Its schema.</param>
/// <param name="At">By the clock of the database that recorded it.</param>
/// <param name="Who">As they called themselves; the database's role where they did not.</param>
/// <param name="Step"><c>replicating</c>, <c>following</c>, <c>emptied</c>, <c>fenced</c>, <c>resumed</c>, <c>aborted</c>, <c>ceded</c>, <c>activated</c>, <c>retired</c>, <c>reclaimed</c>, <c>verified</c> or <c>standby</c>.</param>
/// <param name="From"><c>monolith</c> or <c>own</c>.</param>
/// <param name="To">The other one.</param>
/// <param name="Epoch">Of the ownership it left.</param>
/// <param name="HaltedMs">For how many milliseconds nobody had been able to write then; null where somebody could.</param>
public sealed record DataStep(string Module, DateTimeOffset At, string Who, string Step, string From, string To, long Epoch, double? HaltedMs);
