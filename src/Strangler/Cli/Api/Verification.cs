namespace Monolith.Strangler.Cli.Api;

internal sealed record VerificationAnswer(bool Whole, long Versions, long Head, string HeadHash, IReadOnlyList<FaultAnswer> Faults);

internal sealed record FaultAnswer(long Version, string Kind, string Detail);

/// <summary>Printed by <c>history --export-checkpoint</c> and read by <c>--checkpoint</c>.</summary>
internal sealed record Checkpoint(long Version, string Hash, DateTimeOffset At, string Signature);
