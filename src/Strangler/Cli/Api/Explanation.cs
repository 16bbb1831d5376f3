namespace Monolith.Strangler.Cli.Api;

internal sealed record Explanation(
    string Method, string Path, string? Endpoint, string? Route, string? Module, long Version, decimal Percent, string? Key, decimal? Bucket,
    string Side, string Reason, string AnsweredBy, IReadOnlyList<string> Why);
