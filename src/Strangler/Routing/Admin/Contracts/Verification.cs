namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/history/verify</c>.</summary>
/// <param name="Whole">Whether every entry follows the one before and the checkpoints fit.</param>
/// <param name="Versions">Entries looked at.</param>
/// <param name="Head">The newest version; 0 for an empty ledger.</param>
/// <param name="HeadHash">Its hash; empty for an empty ledger.</param>
/// <param name="Faults">The first hundred.</param>
internal sealed record VerificationAnswer(bool Whole, long Versions, long Head, string HeadHash, IReadOnlyList<FaultAnswer> Faults);

/// <summary>One fault.</summary>
/// <param name="Version">Where; 0 when it is the checkpoint's.</param>
/// <param name="Kind"><c>changed</c>, <c>missing</c>, <c>tail_cut</c>, <c>rewritten</c> or <c>checkpoint</c>.</param>
/// <param name="Detail">For people.</param>
internal sealed record FaultAnswer(long Version, string Kind, string Detail);
