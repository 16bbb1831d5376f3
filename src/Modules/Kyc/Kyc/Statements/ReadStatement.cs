namespace Monolith.Kyc.Statements;

/// <summary>What became of reading a statement.</summary>
/// <param name="Outcome">Whether there is a text.</param>
/// <param name="Text">Empty when there is none.</param>
internal sealed record ReadStatement(StatementOutcome Outcome, string Text = "");
