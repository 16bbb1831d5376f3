using System.Text.Json;

namespace Monolith.Strangler.Routing.Admin.Contracts;

/// <summary>Answer of <c>GET /admin/strangler/export</c>.</summary>
/// <param name="Version">The store's number of the document.</param>
/// <param name="Document">In the feature management schema.</param>
internal sealed record ExportAnswer(long Version, JsonElement Document);

/// <summary>Body of <c>POST /admin/strangler/apply</c>.</summary>
/// <param name="Document">Takes the place of every flag there is. A route of this host without a flag in it gets one, all monolith.</param>
/// <param name="Reason">1 to 500 characters, for the history; not needed for a dry run.</param>
/// <param name="Expected">The version it was compared with: when the store has another by now nothing is applied. Null for whatever there is.</param>
/// <param name="DryRun">Only say what would change.</param>
/// <param name="Wait">As for a shift.</param>
internal sealed record ApplyRequest(JsonElement Document, string? Reason, long? Expected = null, bool DryRun = false, decimal? Wait = null);

/// <summary>Answer of <c>POST /admin/strangler/apply</c>.</summary>
/// <param name="Version">That this host routes by now.</param>
/// <param name="Differences">Between the document and the flags there were.</param>
/// <param name="Lint">What was found in the document; with an error nothing was applied.</param>
/// <param name="Change">What was done; null when nothing was, by an error or a dry run.</param>
internal sealed record ApplyAnswer(long Version, IReadOnlyList<FlagDifference> Differences, LintAnswer Lint, ChangeAnswer? Change);

/// <summary>One flag that is not the same.</summary>
/// <param name="Flag">Its id.</param>
/// <param name="Was">In words; null when there was none.</param>
/// <param name="Becomes">In words; null when it is taken away.</param>
internal sealed record FlagDifference(string Flag, string? Was, string? Becomes);
