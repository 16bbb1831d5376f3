namespace Monolith.Strangler.Cutover.Verification;

/// <summary>A row that differed when it was looked at: wrong, or only under way.</summary>
internal sealed record Suspect(ComparedTable Table, RowKey Key);
