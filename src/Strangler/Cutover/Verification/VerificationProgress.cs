namespace Monolith.Strangler.Cutover.Verification;

/// <summary>How far a verification is.</summary>
/// <param name="Table">The one being compared.</param>
/// <param name="Rows">Compared in it so far.</param>
/// <param name="EstimatedRows">By the server's statistics; 0 where they know nothing.</param>
/// <param name="Suspects">Rows that differed in it when they were looked at, and will be looked at again.</param>
public sealed record VerificationProgress(string Table, long Rows, long EstimatedRows, int Suspects);
