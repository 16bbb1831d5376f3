namespace Monolith.Kyc.Domain;

/// <summary>What the text of a statement says.</summary>
/// <param name="Approve">Or reject.</param>
/// <param name="Reason">For the history; holds nothing of the text.</param>
internal sealed record TextDecision(bool Approve, string Reason);
