using System.Text.Json;

namespace Monolith.Strangler.Cli.Api;

internal sealed record ExportAnswer(long Version, JsonElement Document);

internal sealed record ApplyRequest(JsonElement Document, string? Reason, long? Expected, bool DryRun, decimal? Wait);

internal sealed record ApplyAnswer(long Version, IReadOnlyList<FlagDifference> Differences, LintAnswer Lint, ChangeAnswer? Change);

internal sealed record FlagDifference(string Flag, string? Was, string? Becomes);
